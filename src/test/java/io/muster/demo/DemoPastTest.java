package io.muster.demo;

import static io.muster.demo.Demo.OTHER_REGION;
import static io.muster.demo.Demo.REGION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.ec2.model.DescribeSnapshotAttributeResponse;
import software.amazon.awssdk.services.ec2.model.FlowLog;
import software.amazon.awssdk.services.ec2.model.GetEbsEncryptionByDefaultResponse;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.iam.model.ManagedPolicyDetail;
import software.amazon.awssdk.services.iam.model.RoleDetail;

/** The days before the present: always the same, and leading up to it. */
class DemoPastTest {

    private static final String HUB = "111111111111";
    private static final String OTHER = "222222222222";
    private static final int DAYS = 30;
    private static final List<Class<?>> TYPES = List.of(
            Instance.class,
            SecurityGroup.class,
            Volume.class,
            FlowLog.class,
            DescribeSnapshotAttributeResponse.class,
            GetEbsEncryptionByDefaultResponse.class);

    private final DemoCloud cloud = cloud(3);

    @Test
    void isTheSameForTheSameSeedAndDayInWhateverOrderItIsAskedFor() {
        DemoCloud again = cloud(3);
        for (int day = 0; day <= DAYS; day++) {
            for (Class<?> type : TYPES) {
                assertThat(past(again, OTHER, OTHER_REGION, DAYS - day, type))
                        .isEqualTo(past(cloud, OTHER, OTHER_REGION, DAYS - day, type));
            }
            past(again, OTHER, OTHER_REGION, day, Volume.class);
        }
    }

    @Test
    void leavesThePresentAsItIs() {
        DemoCloud untouched = cloud(3);
        IntStream.rangeClosed(1, DAYS).forEach(day -> past(cloud, HUB, REGION, day, Instance.class));

        for (Class<?> type : TYPES) {
            assertThat(past(cloud, HUB, REGION, 0, type)).isEqualTo(untouched.list(HUB, REGION, type));
        }
    }

    @Test
    void isNotTouchedByWhatChangesSince() {
        List<Instance> before = past(cloud, OTHER, REGION, 1, Instance.class);
        IntStream.range(0, 200).forEach(tick -> cloud.drift());

        assertThat(past(cloud, OTHER, REGION, 2, Instance.class)).isNotEqualTo(before);
        assertThat(past(cloud, OTHER, REGION, 1, Instance.class)).isEqualTo(before);
    }

    @Test
    void sawImdsv2EnforcedStepByStep() {
        List<Long> accepting = IntStream.rangeClosed(0, DAYS)
                .mapToObj(day -> past(cloud, HUB, REGION, DAYS - day, Instance.class).stream()
                        .filter(i -> i.metadataOptions() != null)
                        .filter(i -> "optional".equals(i.metadataOptions().httpTokensAsString()))
                        .count())
                .toList();

        assertThat(accepting).isSortedAccordingTo((a, b) -> Long.compare(b, a));
        assertThat(Set.copyOf(accepting)).hasSizeGreaterThan(10);
    }

    @Test
    void sawAGroupOpenedAndClosedTwice() {
        assertThat(periods(day -> group(day, "app").ipPermissions().size() == 2))
                .isEqualTo(2);
        assertThat(group(0, "app").ipPermissions()).hasSize(1);
    }

    @Test
    void sawAnOpenGroupClosedAndOpenedAgain() {
        assertThat(periods(day -> !group(day, "legacy-open").ipPermissions().isEmpty()))
                .isEqualTo(2);
    }

    @Test
    void sawVolumesComeAndGo() {
        Set<String> now = volumes(0);
        Set<String> ever = IntStream.rangeClosed(1, DAYS)
                .mapToObj(this::volumes)
                .flatMap(Set::stream)
                .collect(Collectors.toSet());

        assertThat(ever).containsAll(now).hasSizeGreaterThanOrEqualTo(now.size() + 5);
        assertThat(volumes(1)).as("what is gone since yesterday").hasSizeGreaterThan(now.size());
    }

    @Test
    void sawARoleGetAdminAndLoseIt() {
        assertThat(periods(day -> role(day).attachedManagedPolicies().stream()
                        .anyMatch(policy -> policy.policyName().equals("AdministratorAccess"))))
                .isEqualTo(1);
        assertThat(role(0)).isEqualTo(role(1));
    }

    @Test
    void sawAPolicyMended() {
        Function<Integer, String> version = day -> iam(day, ManagedPolicyDetail.class).stream()
                .filter(policy -> policy.policyName().equals("web-assets-read"))
                .findFirst()
                .orElseThrow()
                .defaultVersionId();

        assertThat(version.apply(DAYS)).isEqualTo("v1");
        assertThat(version.apply(1)).isEqualTo("v2");
    }

    @Test
    void needsNoInstances() {
        DemoCloud empty = new DemoCloud(new DemoSize(1, List.of(REGION), 0, 42));

        assertThat(past(empty, HUB, REGION, DAYS, Instance.class)).isEmpty();
    }

    @Test
    void theHubKeepsStillWhereThereAreOthers() {
        DemoCloud alone = cloud(1);
        for (int tick = 0; tick < 200; tick++) {
            assertThat(cloud.drift().accountId()).isNotEqualTo(HUB);
            assertThat(alone.drift().accountId()).isEqualTo(HUB);
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"-,0", "PT0S,0", "PT24H,1", "PT23H59M,1", "PT25H,1", "PT720H,30"})
    void aCallersClockTellsTheDay(String header, int day) {
        assertThat(caller().behind(header).daysAgo()).isEqualTo(day);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "24", "PT9999999999999H"})
    void aClockThatCannotBeReadIsRefused(String header) {
        assertThatExceptionOfType(DemoError.class)
                .isThrownBy(() -> caller().behind(header))
                .withMessageContaining("x-muster-behind");
    }

    /** How often it began to be so, over all days until now. */
    private static long periods(IntPredicate so) {
        return IntStream.rangeClosed(0, DAYS)
                .filter(day -> so.test(day) && (day == DAYS || !so.test(day + 1)))
                .count();
    }

    private SecurityGroup group(int day, String name) {
        return past(cloud, HUB, REGION, day, SecurityGroup.class).stream()
                .filter(one -> one.groupName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> volumes(int day) {
        return past(cloud, HUB, REGION, day, Volume.class).stream()
                .map(Volume::volumeId)
                .collect(Collectors.toSet());
    }

    private RoleDetail role(int day) {
        return iam(day, RoleDetail.class).stream()
                .filter(role -> role.roleName().equals("app-role"))
                .findFirst()
                .orElseThrow();
    }

    private <T> List<T> iam(int day, Class<T> type) {
        return past(cloud, HUB, DemoCloud.GLOBAL, day, type);
    }

    private static <T> List<T> past(DemoCloud cloud, String accountId, String region, int day, Class<T> type) {
        return cloud.listings(accountId, region, day).of(type).all();
    }

    private static Caller caller() {
        return new Caller("AKIA", REGION, "ec2");
    }

    private static DemoCloud cloud(int accounts) {
        return new DemoCloud(new DemoSize(accounts, List.of(REGION, OTHER_REGION), 25, 42));
    }
}
