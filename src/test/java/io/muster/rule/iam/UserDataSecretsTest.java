package io.muster.rule.iam;

import static io.muster.estate.MadeInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.inventory.Parts;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.InstanceState;
import io.muster.inventory.kind.LaunchConfiguration;
import io.muster.inventory.kind.LaunchTemplate;
import io.muster.inventory.kind.LaunchTemplateVersion;
import io.muster.inventory.kind.Operator;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.UserData;
import io.muster.rule.Judging;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules about user data of instances, launch templates and launch configurations. */
class UserDataSecretsTest {

    private static final UserData CLEAN = new UserData("ab", List.of(), true);
    private static final UserData SECRET = new UserData("cd", List.of("password", "private-key"), true);
    private static final UserData CLOSED = new UserData("ef", List.of(), false);
    private static final UserData PARTLY = new UserData("01", List.of("password"), false);

    @ParameterizedTest
    @MethodSource
    void judges(UserData data, String expected) {
        // given
        Estates.Made<Instance> instance = withUserData(InstanceState.RUNNING, data);
        Estates.Made<LaunchTemplate> template = template(List.of(version(1, CLEAN), version(2, data)));

        // then
        assertThat(List.of(
                        Judging.judge(new InstanceUserDataSecrets(), instance),
                        Judging.judge(new LaunchTemplateUserDataSecrets(), template),
                        Judging.judge(new LaunchConfigurationUserDataSecrets(), configuration(data))))
                .containsOnly(expected);
    }

    static Stream<Arguments> judges() {
        return Stream.of(
                argumentSet("none", UserData.none(), "PASS"),
                argumentSet("no secrets", CLEAN, "PASS"),
                argumentSet("secrets", SECRET, "FAIL HIGH"),
                argumentSet("a part that could not be unpacked", CLOSED, "UNKNOWN"),
                argumentSet("secrets beside such a part", PARTLY, "FAIL HIGH"),
                argumentSet("not looked up", null, "UNKNOWN"));
    }

    @Test
    void anInstanceThatEndedIsNotJudged() {
        assertThat(Judging.judge(new InstanceUserDataSecrets(), withUserData(InstanceState.TERMINATED, SECRET)))
                .isEqualTo("NOT_APPLICABLE");
    }

    @Test
    void aTemplateThatAServiceKeepsIsNotJudged() {
        assertThat(Judging.judge(
                        new LaunchTemplateUserDataSecrets(),
                        Made.of(
                                "lt-1",
                                Parts.of(
                                        LaunchTemplate.class,
                                        "versions",
                                        List.of(version(1, SECRET)),
                                        "operator",
                                        new Operator(true, "eks.amazonaws.com", true)))))
                .isEqualTo("NOT_APPLICABLE");
    }

    @Test
    void versionsThatWereNotReadAreUnknown() {
        assertThat(Judging.judge(new LaunchTemplateUserDataSecrets(), template(null)))
                .isEqualTo("UNKNOWN");
    }

    @Test
    void evidenceNamesTheVersionAndTheKindsOfSecrets() {
        assertThat(Judging.evidence(
                        new LaunchTemplateUserDataSecrets(),
                        template(List.of(version(1, CLEAN), version(2, SECRET), version(3, CLOSED)))))
                .containsExactly(Map.entry(
                        "userData",
                        List.of(Map.of("version", 2L, "secrets", List.of("password", "private-key"), "sha256", "cd"))));
    }

    private static Estates.Made<Instance> withUserData(InstanceState state, UserData data) {
        Resource<Instance> made = instance("i-1").state(state).resource();
        return Made.of("i-1", made.attributes().with(data));
    }

    private static LaunchTemplateVersion version(long number, UserData data) {
        return Parts.of(LaunchTemplateVersion.class, "version", number, "userData", data);
    }

    private static Estates.Made<LaunchTemplate> template(List<LaunchTemplateVersion> versions) {
        return Made.of("lt-1", Parts.of(LaunchTemplate.class, "versions", versions));
    }

    private static Estates.Made<LaunchConfiguration> configuration(UserData data) {
        return () -> new Resource<>(
                "arn:aws:autoscaling:lc",
                ResourceKind.LAUNCH_CONFIGURATION,
                Estates.REGION,
                "lc",
                "lc",
                Map.of(),
                Parts.of(LaunchConfiguration.class, "userData", data));
    }
}
