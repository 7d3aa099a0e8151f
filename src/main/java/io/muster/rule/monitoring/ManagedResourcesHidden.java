package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.Operator;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Volume;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Muster requests managed resources explicitly; other tools may miss them. */
@Singleton
class ManagedResourcesHidden extends RecordRule<RegionSettings> {

    private static final String HIDDEN = "hidden";

    ManagedResourcesHidden() {
        super(
                new RuleMetadata(
                        "ec2-managed-resources-hidden",
                        "Managed resources are hidden from other tools",
                        Severity.INFO,
                        Area.MONITORING,
                        ResourceKind.REGION_SETTINGS,
                        "Resources that AWS services run in the account are left out of answers to tools that do not ask for"
                                + " them: their counts and findings differ from Muster's. The fault of such a resource is its service's to mend.",
                        "Show them to all, with aws ec2 modify-managed-resource-visibility in each region, or make the other"
                                + " tools ask with IncludeManagedResources.",
                        List.of(
                                "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/amazon-ec2-managed-instances.html"),
                        List.of()),
                RegionSettings.class,
                ResourceKind.INSTANCE,
                ResourceKind.VOLUME,
                ResourceKind.NETWORK_INTERFACE);
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        String visibility = resource.attributes().managedResourceVisibility();
        if (visibility == null) {
            return Verdict.unknown("whether managed resources are hidden could not be read");
        }
        if (!visibility.equals(HIDDEN)) {
            return Verdict.pass();
        }
        List<String> hidden = Stream.of(
                        hidden(estate.all(Instance.class), Instance::operator),
                        hidden(estate.all(Volume.class), Volume::operator),
                        hidden(estate.all(NetworkInterface.class), NetworkInterface::operator))
                .flatMap(arns -> arns)
                .sorted()
                .toList();
        return hidden.isEmpty()
                ? Verdict.pass()
                : fail(
                        "Tools that do not ask for managed resources miss " + hidden.size() + " of this region.",
                        Evidence.of("defaultVisibility", visibility)
                                .and("hidden", hidden.size())
                                .andFirst("resources", hidden)
                                .facts());
    }

    private static <T extends Record> Stream<String> hidden(
            List<Resource<T>> resources, Function<T, Operator> operator) {
        return resources.stream()
                .filter(resource -> {
                    Operator by = operator.apply(resource.attributes());
                    return by != null && Boolean.TRUE.equals(by.hiddenByDefault());
                })
                .map(Resource::arn);
    }
}
