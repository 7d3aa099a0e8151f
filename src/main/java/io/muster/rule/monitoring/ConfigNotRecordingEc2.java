package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.ConfigRecorder;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Area;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import jakarta.annotation.Nullable;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Stream;

/** Recorders that AWS services set up for themselves do not count: the account cannot query what they record. */
@Singleton
class ConfigNotRecordingEc2 extends RecordRule<RegionSettings> {

    /** The types that an investigation needs; others, such as network interfaces, are often excluded for their cost. */
    private static final List<String> NEEDED =
            List.of("AWS::EC2::Instance", "AWS::EC2::NetworkAcl", "AWS::EC2::RouteTable", "AWS::EC2::SecurityGroup");

    private static final String ALL = "ALL_SUPPORTED_RESOURCE_TYPES";
    private static final String EXCLUSION = "EXCLUSION_BY_RESOURCE_TYPES";
    /** The status is in capitals in AWS's answers, and {@code Failure} in its documentation. */
    private static final String FAILURE = "failure";

    ConfigNotRecordingEc2() {
        super(
                new RuleMetadata(
                        "config-recorder-not-recording-ec2",
                        "AWS Config does not record EC2 resources",
                        Severity.MEDIUM,
                        Area.MONITORING,
                        ResourceKind.REGION_SETTINGS,
                        "Without a recorder, an incident's investigation cannot tell how a security group, an instance or a route"
                                + " was configured at the time, and the controls that rest on AWS Config are blind.",
                        "Set up a recorder of all resource types, or at least of instances, network ACLs, route tables and security"
                                + " groups, start it, and see that it delivers.",
                        List.of(
                                "https://docs.aws.amazon.com/config/latest/developerguide/stop-start-recorder.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/config-controls.html#config-1"),
                        List.of(
                                Control.fsbp("Config.1"),
                                Control.cis("3.0", "3.3"),
                                Control.cis("4.0", "3.3"),
                                Control.cis("5.0", "3.3"))),
                RegionSettings.class,
                ResourceKind.CONFIG_RECORDER);
    }

    @Override
    public String version() {
        return "4";
    }

    @Override
    public Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        List<Resource<ConfigRecorder>> recorders = estate.all(ConfigRecorder.class);
        List<String> faults = recorders.stream()
                .map(ConfigNotRecordingEc2::fault)
                .flatMap(Stream::ofNullable)
                .toList();
        if (faults.size() < recorders.size()) {
            return Verdict.pass();
        }
        if (recorders.stream().anyMatch(recorder -> recorder.attributes().recording() == null)) {
            return Verdict.unknown("the status of the recorder could not be read");
        }
        if (recorders.stream().anyMatch(recorder -> untold(recorder.attributes()))) {
            return Verdict.unknown("AWS does not tell what the recorder records");
        }
        return fail(
                recorders.isEmpty() ? "This region has no recorder of AWS Config." : faults.get(0),
                Evidence.of(
                                "recorders",
                                recorders.stream()
                                        .map(Resource::resourceId)
                                        .sorted()
                                        .toList())
                        .facts());
    }

    /** The cause for which the recorder does not record EC2 resources; null where there is none. */
    private static @Nullable String fault(Resource<ConfigRecorder> resource) {
        ConfigRecorder recorder = resource.attributes();
        if (!Boolean.TRUE.equals(recorder.recording())) {
            return "The recorder of AWS Config is stopped.";
        }
        if (FAILURE.equalsIgnoreCase(recorder.lastStatus())) {
            return "The recorder of AWS Config fails to deliver what it records.";
        }
        List<String> leftOut = leftOut(recorder);
        return leftOut.isEmpty() ? null : "The recorder of AWS Config leaves out " + String.join(", ", leftOut) + ".";
    }

    /** The types that it does not record and should, whether it names those that it records or those that it leaves out. */
    private static List<String> leftOut(ConfigRecorder recorder) {
        if (Boolean.TRUE.equals(recorder.allSupported()) || ALL.equals(recorder.recordingStrategy())) {
            return List.of();
        }
        if (EXCLUSION.equals(recorder.recordingStrategy())) {
            return NEEDED.stream()
                    .filter(recorder.excludedResourceTypes()::contains)
                    .toList();
        }
        return NEEDED.stream()
                .filter(type -> !recorder.resourceTypes().contains(type))
                .toList();
    }

    /** Whether AWS tells neither its strategy nor its types. */
    private static boolean untold(ConfigRecorder recorder) {
        return recorder.allSupported() == null
                && recorder.recordingStrategy() == null
                && recorder.resourceTypes().isEmpty();
    }
}
