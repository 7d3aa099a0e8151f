package io.muster.rule.imds;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.HttpTokens;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.MetadataOptions;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.inject.Singleton;
import java.util.List;

/** Stopped instances count: they start again with what is set now. */
@Singleton
class Imdsv2Required extends SettledOptions {

    Imdsv2Required() {
        super(new RuleMetadata(
                "ec2-imdsv2-required",
                "IMDSv1 is still accepted",
                Severity.HIGH,
                Area.IMDS,
                ResourceKind.INSTANCE,
                "IMDSv1 answers any plain GET. A flaw that makes a server fetch an address of the attacker's choosing is"
                        + " then enough to read the credentials of the instance's role.",
                "Set HttpTokens to required with modify-instance-metadata-options, once the CloudWatch metric"
                        + " MetadataNoToken shows that nothing on the instance uses IMDSv1 any more.",
                List.of(
                        GUIDE,
                        "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instance-metadata-transition-to-version-2.html",
                        "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-8"),
                List.of(
                        Control.fsbp("EC2.8"),
                        Control.cis("3.0", "5.6"),
                        Control.cis("4.0", "5.7"),
                        Control.cis("5.0", "5.7"),
                        Control.cis("6.0", "6.7"),
                        Control.cis("7.0", "6.7"),
                        Control.prowler("ec2_instance_imdsv2_enabled"))));
    }

    @Override
    Verdict judge(Resource<Instance> resource, MetadataOptions options, Estate estate) {
        return options.httpTokens() == HttpTokens.REQUIRED
                ? Verdict.pass()
                : fail(
                        "The instance still answers IMDSv1 requests, which need no session token.",
                        Evidence.of("httpEndpoint", options.httpEndpoint().name())
                                .and("httpTokens", options.httpTokens().name())
                                .and("state", resource.attributes().state().name())
                                .and("instanceProfileArn", resource.attributes().instanceProfileArn())
                                .facts());
    }
}
