package io.muster.rule.imds;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** Advice, not an alarm: whether Systems Manager relies on the service is not looked at yet. */
@Singleton
class ImdsEnabledWithoutNeed extends SettledOptions {

    ImdsEnabledWithoutNeed() {
        super(new RuleMetadata(
                "ec2-imds-enabled-without-need",
                "Metadata service is on although nothing needs it",
                Severity.LOW,
                Area.IMDS,
                ResourceKind.INSTANCE,
                "An instance without a role gets no credentials from the metadata service, so that it may need the"
                        + " service only to start up. Muster does not look at Systems Manager yet: its Default Host"
                        + " Management Configuration uses the service on instances without a profile.",
                "If neither Default Host Management nor software on the instance uses it, set HttpEndpoint to disabled"
                        + " after the first boot: cloud-init reads user data and SSH keys over the metadata service.",
                List.of(
                        OPTIONS,
                        "https://docs.aws.amazon.com/systems-manager/latest/userguide/fleet-manager-default-host-management-configuration.html"),
                List.of()));
    }

    @Override
    Verdict judge(Resource<Instance> resource, MetadataOptions options, Estate estate) {
        return resource.attributes().instanceProfileArn() != null
                ? Verdict.pass()
                : fail(
                        "The metadata service is on, although the instance has no role whose credentials it could hand out.",
                        Evidence.of("httpEndpoint", options.httpEndpoint().name())
                                .and("defaultHostManagement", "not looked at")
                                .facts());
    }
}
