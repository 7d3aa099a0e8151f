package io.muster.rule.monitoring;

import io.muster.estate.Estate;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Detector;
import io.muster.inventory.kind.DetectorFeature;
import io.muster.inventory.kind.DetectorOption;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Another rule reports where GuardDuty is off as a whole; {@link NotCoveredByGuardDuty} reports which instances are not covered. */
@Singleton
class GuardDutyEc2ProtectionOff extends RecordRule<Detector> {

    private static final String ENABLED = "ENABLED";
    private static final String DISABLED = "DISABLED";
    private static final String MALWARE = "EBS_MALWARE_PROTECTION";
    private static final String RUNTIME = "RUNTIME_MONITORING";
    private static final String AGENT = "EC2_AGENT_MANAGEMENT";

    GuardDutyEc2ProtectionOff() {
        super(
                new RuleMetadata(
                        "guardduty-ec2-protection-off",
                        "GuardDuty's protection of instances is off",
                        Severity.MEDIUM,
                        Area.MONITORING,
                        ResourceKind.DETECTOR,
                        "By logs alone, GuardDuty sees only an instance's traffic. Malware on its volumes and processes in it are seen"
                                + " by Malware Protection and Runtime Monitoring.",
                        "aws guardduty update-detector --detector-id ID --features"
                                + " Name=EBS_MALWARE_PROTECTION,Status=ENABLED"
                                + " 'Name=RUNTIME_MONITORING,Status=ENABLED,AdditionalConfiguration=[{Name=EC2_AGENT_MANAGEMENT,Status=ENABLED}]'"
                                + " in each region, from the organization's delegated administrator where there is one.",
                        List.of(
                                "https://docs.aws.amazon.com/guardduty/latest/ug/malware-protection.html",
                                "https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring.html",
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/guardduty-controls.html#guardduty-8"),
                        List.of(
                                Control.fsbp("GuardDuty.8"),
                                Control.fsbp("GuardDuty.13"),
                                Control.prowler("guardduty_ec2_malware_protection_enabled"))),
                Detector.class);
    }

    @Override
    public String version() {
        return "2";
    }

    @Override
    public Verdict judge(Resource<Detector> resource, Estate estate) {
        Detector detector = resource.attributes();
        if (DISABLED.equals(detector.status())) {
            return Verdict.notApplicable();
        }
        if (detector.status() == null || detector.features() == null) {
            return Verdict.unknown("the detector could not be read");
        }
        String malware = status(detector.features(), MALWARE);
        String agent = agent(detector.features());
        List<String> off = new ArrayList<>();
        if (malware != null && !ENABLED.equals(malware)) {
            off.add("Malware Protection for EC2");
        }
        if (agent != null && !ENABLED.equals(agent)) {
            off.add(
                    ENABLED.equals(status(detector.features(), RUNTIME))
                            ? "the management of Runtime Monitoring's agent, which has to be installed by hand"
                            : "Runtime Monitoring of EC2");
        }
        if (!off.isEmpty()) {
            return off(off, malware, agent);
        }
        return malware == null || agent == null
                ? Verdict.unknown("GuardDuty does not tell of all its features")
                : Verdict.pass();
    }

    private Verdict off(List<String> off, @Nullable String malware, @Nullable String agent) {
        return fail(
                "GuardDuty's protection of instances is off: " + String.join(", ", off) + ".",
                Evidence.of("malwareProtection", malware)
                        .and("runtimeMonitoringOfEc2", agent)
                        .facts());
    }

    private static Optional<DetectorFeature> feature(List<DetectorFeature> features, String name) {
        return features.stream().filter(feature -> name.equals(feature.name())).findFirst();
    }

    private static @Nullable String status(List<DetectorFeature> features, String name) {
        return feature(features, name).map(DetectorFeature::status).orElse(null);
    }

    /** The status of the agent's management, which counts for nothing where the feature is off as a whole. */
    private static @Nullable String agent(List<DetectorFeature> features) {
        return ENABLED.equals(status(features, RUNTIME))
                ? feature(features, RUNTIME).stream()
                        .flatMap(feature -> feature.additionalConfiguration().stream())
                        .filter(option -> AGENT.equals(option.name()))
                        .map(DetectorOption::status)
                        .flatMap(Stream::ofNullable)
                        .findFirst()
                        .orElse(null)
                : status(features, RUNTIME);
    }
}
