package io.muster.rule.imds;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.ToggleState;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Only tags that seem to hold a secret count. The evidence has their keys, not their values. */
@Singleton
class ImdsTagsExposed extends SettledOptions {

    ImdsTagsExposed() {
        super(new RuleMetadata(
                "ec2-imds-instance-tags-exposed",
                "Tags that seem to hold secrets can be read from the instance",
                Severity.LOW,
                Area.IMDS,
                ResourceKind.INSTANCE,
                "Every process on the instance can read its tags over the metadata service, and each principal that may describe"
                        + " instances can read them as well: tags are no place for secrets.",
                "Move the secret to Secrets Manager or Parameter Store and change it. Turn the access to tags off with aws"
                        + " ec2 modify-instance-metadata-options --instance-id ID --instance-metadata-tags disabled.",
                List.of(
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/work-with-tags-in-IMDS.html",
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Tags.html"),
                List.of()));
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    Verdict judge(Resource<Instance> resource, MetadataOptions options, Estate estate) {
        if (options.instanceMetadataTags() == null) {
            return Verdict.unknown("AWS does not tell whether the tags can be read from this instance");
        }
        if (options.instanceMetadataTags() == ToggleState.DISABLED) {
            return Verdict.pass();
        }
        List<String> sensitive = resource.tags().entrySet().stream()
                .filter(tag -> SensitiveTag.is(tag.getKey(), tag.getValue()))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        return sensitive.isEmpty()
                ? Verdict.pass()
                : fail(
                        "Tags that seem to hold secrets can be read from the instance: " + String.join(", ", sensitive)
                                + ".",
                        Evidence.of("tagKeys", sensitive)
                                .and("instanceMetadataTags", "enabled")
                                .facts());
    }
}
