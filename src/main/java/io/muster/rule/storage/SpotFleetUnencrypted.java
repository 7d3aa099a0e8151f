package io.muster.rule.storage;

import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.SpotFleetRequest;
import io.muster.rule.Area;
import io.muster.rule.RuleMetadata;
import io.muster.rule.RuleMetadata.Control;
import io.muster.rule.Severity;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/** Judges launch specifications; launch templates of fleets are judged by their own rule. */
@Singleton
class SpotFleetUnencrypted extends UnencryptedLaunch<SpotFleetRequest> {

    private static final String CANCELLED = "cancelled";

    SpotFleetUnencrypted() {
        super(
                new RuleMetadata(
                        "ebs-spot-fleet-unencrypted",
                        "Spot Fleet makes volumes that are not encrypted",
                        Severity.MEDIUM,
                        Area.STORAGE,
                        ResourceKind.SPOT_FLEET_REQUEST,
                        RATIONALE,
                        "Turn on encryption by default, which overrides the request: aws ec2 enable-ebs-encryption-by-default in"
                                + " each region. A request cannot be changed: cancel it, and make one with Encrypted=true for each"
                                + " device.",
                        List.of(
                                BY_DEFAULT,
                                "https://docs.aws.amazon.com/securityhub/latest/userguide/ec2-controls.html#ec2-173"),
                        List.of(Control.fsbp("EC2.173"))),
                SpotFleetRequest.class);
    }

    @Override
    public String version() {
        return "4";
    }

    @Override
    List<Launch> launches(SpotFleetRequest request) {
        return request.launchSpecifications().stream()
                .map(specification -> new Launch(null, specification.imageId(), specification.blockDevices()))
                .toList();
    }

    @Override
    boolean spared(SpotFleetRequest request) {
        String state = Objects.requireNonNullElse(request.state(), "");
        return state.startsWith(CANCELLED) || state.equals("failed");
    }
}
