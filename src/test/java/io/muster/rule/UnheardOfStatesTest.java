package io.muster.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Made;
import io.muster.inventory.Parts;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dlm.model.GettablePolicyStateValues;
import software.amazon.awssdk.services.ec2.model.Ec2InstanceConnectEndpointState;
import software.amazon.awssdk.services.ec2.model.ImageState;
import software.amazon.awssdk.services.ec2.model.MonitoringState;
import software.amazon.awssdk.services.ec2.model.SecurityGroupVpcAssociationState;
import software.amazon.awssdk.services.ec2.model.SnapshotState;
import software.amazon.awssdk.services.ec2.model.VolumeState;
import software.amazon.awssdk.services.ec2.model.VpcBlockPublicAccessExclusionState;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnectionStateReasonCode;
import software.amazon.awssdk.services.inspector2.model.Status;

/** A state that AWS has added tells a rule no more than none: no finding is opened or resolved over it. */
class UnheardOfStatesTest {

    private static final String UNHEARD_OF = "optimizing-deeply";
    private static final Pattern STATE = Pattern.compile(".*([sS]tate|[sS]tatus)");

    static Stream<Arguments> rulesAndStates() {
        return EveryRule.instances().stream()
                .flatMap(rule -> Arrays.stream(rule.type().getRecordComponents())
                        .filter(component -> component.getType() == String.class)
                        .filter(component -> STATE.matcher(component.getName()).matches())
                        .map(component -> argumentSet(
                                rule.metadata().ruleId() + " " + component.getName(), rule, component.getName())));
    }

    @ParameterizedTest
    @MethodSource("rulesAndStates")
    <T extends Record> void tellNoMoreThanNone(Rule<T> rule, String component) {
        assertThat(verdict(rule, component, UNHEARD_OF)).isEqualTo(verdict(rule, component, null));
    }

    private static <T extends Record> String verdict(Rule<T> rule, String component, String state) {
        return Judging.judge(rule, Made.of("id", Parts.of(rule.type(), component, state)));
    }

    static Stream<Arguments> knownStates() {
        return Stream.of(
                Arguments.of(
                        KnownStates.BLOCK_PUBLIC_ACCESS_EXCLUSION, VpcBlockPublicAccessExclusionState.knownValues()),
                Arguments.of(KnownStates.IMAGE, ImageState.knownValues()),
                Arguments.of(KnownStates.INSPECTOR, Status.knownValues()),
                Arguments.of(KnownStates.INSTANCE_CONNECT_ENDPOINT, Ec2InstanceConnectEndpointState.knownValues()),
                Arguments.of(KnownStates.LIFECYCLE_POLICY, GettablePolicyStateValues.knownValues()),
                Arguments.of(KnownStates.MONITORING, MonitoringState.knownValues()),
                Arguments.of(KnownStates.PEERING, VpcPeeringConnectionStateReasonCode.knownValues()),
                Arguments.of(KnownStates.SECURITY_GROUP_ASSOCIATION, SecurityGroupVpcAssociationState.knownValues()),
                Arguments.of(KnownStates.SNAPSHOT, SnapshotState.knownValues()),
                Arguments.of(KnownStates.VOLUME, VolumeState.knownValues()));
    }

    /** Where a new version of the SDK has more of them, somebody has to say what they mean to the rules. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("knownStates")
    void knownStatesAreThoseOfAws(KnownStates known, Set<?> ofAws) {
        assertThat(known.all()).isEqualTo(ofAws.stream().map(Object::toString).collect(Collectors.toSet()));
    }

    @ParameterizedTest
    @MethodSource("knownStates")
    void noStateIsNotKnown(KnownStates known) {
        assertThat(known.hold(null)).isFalse();
    }
}
