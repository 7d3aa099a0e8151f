package io.muster.rule.iam;

import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Rights on the instance's own log group are legitimate: only rights on all log groups count.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html">CloudWatch Logs, resource ARNs</a>
 */
@Singleton
class RoleStopsDetection extends HeldRights {

    private static final String TRAIL = "arn:%1$s:cloudtrail:~any~:%2$s:trail/~any~";
    private static final String DETECTOR = "arn:%1$s:guardduty:~any~:%2$s:detector/~any~";
    /** As IAM checks it, with an empty log stream. */
    private static final String LOG_GROUP = "arn:%1$s:logs:~any~:%2$s:log-group:~any~:log-stream:";

    private static final String RECORDER = "arn:%1$s:config:~any~:%2$s:configuration-recorder/~any~/~any~";

    RoleStopsDetection() {
        super(
                new RuleMetadata(
                        "iam-instance-role-defence-evasion",
                        "Role of an instance can switch off logging or detection",
                        Severity.HIGH,
                        Area.IAM,
                        ResourceKind.ROLE,
                        "An attacker who has the role can work unseen: the logs end, or detection is gone.",
                        "Take the rights from the role; a workload has no need of them. Deny them to all but the security"
                                + " team by a service control policy.",
                        List.of(
                                "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
                                "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html"),
                        List.of(Control.prowler("iam_policy_no_full_access_to_cloudtrail"))),
                "The role may do this throughout the account:",
                List.of(
                        Group.of("cloudtrail:StopLogging", TRAIL),
                        Group.of("cloudtrail:DeleteTrail", TRAIL),
                        Group.of("cloudtrail:PutEventSelectors", TRAIL),
                        Group.of("cloudtrail:UpdateTrail", TRAIL),
                        Group.of("guardduty:DeleteDetector", DETECTOR),
                        Group.of("guardduty:UpdateDetector", DETECTOR),
                        Group.of("guardduty:CreateFilter", DETECTOR),
                        Group.of("config:StopConfigurationRecorder", RECORDER),
                        Group.of("config:DeleteConfigurationRecorder", RECORDER),
                        Group.of("ec2:DeleteFlowLogs", "arn:%1$s:ec2:~any~:%2$s:vpc-flow-log/*"),
                        Group.of("logs:DeleteLogGroup", LOG_GROUP),
                        Group.of("logs:PutRetentionPolicy", LOG_GROUP),
                        Group.of("securityhub:DisableSecurityHub", "arn:%1$s:securityhub:~any~:%2$s:hub/default"),
                        Group.of(
                                "access-analyzer:DeleteAnalyzer",
                                "arn:%1$s:access-analyzer:~any~:%2$s:analyzer/~any~")));
    }
}
