package io.muster.estate.privilege;

import static io.muster.estate.MadeRole.allow;
import static io.muster.estate.MadeRole.role;
import static io.muster.estate.privilege.Certainty.POSSIBLE;
import static io.muster.estate.privilege.Certainty.YES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.MadeRole;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Chains of roles over three accounts: A, of the test's estate, assumes B's, which assumes C's. */
class ChainsTest {

    private static final String A = Estates.ACCOUNT;
    private static final String B = Estates.OTHER_ACCOUNT;
    private static final String C = "777788889999";
    private static final String D = "222233334444";
    private static final String OWN = "arn:aws:iam::" + A + ":role/";

    private static FarRole first() {
        return FarRole.of(B, "b", A).direct();
    }

    private static FarRole second() {
        return FarRole.of(C, "c", B);
    }

    private static MadeRole self() {
        return role("self").inline(allow("sts:AssumeRole", "*")).trustedByEc2();
    }

    private static Estates world(FarRole... roles) {
        Estates world = Estates.estate().with(self());
        Stream.of(roles).forEach(role -> role.addTo(world));
        return world;
    }

    private static List<String> words(Estate estate) {
        return PrivilegeGraph.of(estate).escalations(self().resource()).stream()
                .map(step -> step.target().replaceAll(".*/", "") + " " + step.certainty()
                        + (step.administrator() ? " administrator" : ""))
                .toList();
    }

    private static List<String> way(Estate estate) {
        PrivilegeGraph graph = PrivilegeGraph.of(estate);
        return graph.goingOn(graph.wayToAdministrator(self().resource())).stream()
                .map(Escalation::next)
                .map(arn -> arn.replaceAll("arn:aws:iam::", ""))
                .toList();
    }

    static Stream<Arguments> chains() {
        FarRole administrator = second().administrator("YES");
        return Stream.of(
                argumentSet(
                        "certain",
                        world(first().assumes(administrator, YES), administrator),
                        List.of("b YES administrator")),
                argumentSet(
                        "whose middle link hangs on a condition",
                        world(first().assumes(administrator, POSSIBLE), administrator),
                        List.of("b POSSIBLE administrator")),
                argumentSet(
                        "whose middle link is denied, so that it is not told",
                        world(first(), administrator),
                        List.of()),
                argumentSet(
                        "to one that may be an administrator",
                        chain(second().administrator("POSSIBLE")),
                        List.of("b POSSIBLE administrator")),
                argumentSet("to something sensitive", chain(second().gain("YES")), List.of("b YES")),
                argumentSet("to nothing", chain(second()), List.of()),
                argumentSet(
                        "to an account that is disabled or not registered any more",
                        world(first().assumes(administrator, YES)),
                        List.of()),
                argumentSet(
                        "of which the nearer end is certain, and the farther is not",
                        world(first().gain("YES").assumes(administrator, POSSIBLE), administrator),
                        List.of("b YES")),
                argumentSet(
                        "from an account whose roles were not all read since",
                        world(first().assumes(administrator, YES), administrator)
                                .unlistedElsewhere(B, ResourceKind.ROLE),
                        List.of("b POSSIBLE administrator")));
    }

    /** Of roles that are worth nothing in their own account, those of which something is unread do not take the places of others. */
    @Test
    void aChainIsToldAmongManyRolesOfWhichSomethingIsUnread() {
        // given
        FarRole administrator = second().administrator("YES");
        FarRole last = FarRole.of(B, "z", A).direct().assumes(administrator, YES);
        Stream<FarRole> unread = IntStream.range(10, 30)
                .mapToObj(i -> FarRole.of(B, "b-" + i, A).direct().misses("ROLE of accounts"));

        // when
        Estates world =
                world(Stream.concat(unread, Stream.of(last, administrator)).toArray(FarRole[]::new));

        // then
        assertThat(words(world.build())).containsExactly("z YES administrator");
    }

    private static Estates chain(FarRole end) {
        return world(first().assumes(end, YES), end);
    }

    @ParameterizedTest
    @MethodSource("chains")
    void aChainEndsAtItsLastRole(Estates world, List<String> expected) {
        assertThat(words(world.build())).isEqualTo(expected);
    }

    /** What C's role was as B's scan looked at it is no more. */
    @ParameterizedTest
    @CsvSource({
        "444455556666,                      b POSSIBLE administrator",
        "arn:aws:iam::444455556666:role/b,  b POSSIBLE administrator",
        "arn:aws:iam::444455556666:role/x,  ",
        "888888888888,                      "
    })
    void aTrustPolicyThatChangedSinceIsReadAgain(String trusted, String expected) {
        FarRole now = FarRole.of(C, "c", trusted).administrator("YES");
        Estates world = world(first().assumes(now.arn(), "as it was", YES), now);

        assertThat(words(world.build()))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    @Test
    void theWayIsToldToItsEnd() {
        // given
        FarRole third = FarRole.of(D, "d", C).overHost("i-9", "admin");
        FarRole second = second().assumes(third, YES);
        Estate estate = world(first().assumes(second, YES), second, third).build();

        // when, then
        assertThat(way(estate)).containsExactly(B + ":role/b", C + ":role/c", D + ":role/d", D + ":role/admin");
        assertThat(PrivilegeGraph.of(estate).goingOn(PrivilegeGraph.of(estate).wayToAdministrator(self().resource())))
                .last()
                .satisfies(step -> assertThat(step.host()).endsWith(":" + D + ":instance/i-9"));
    }

    static Stream<Arguments> loops() {
        Consumer<FarRole> back = role -> role.assumes(OWN + "self", "as it was", YES);
        return Stream.of(
                argumentSet("A to B to A", back, List.of()),
                argumentSet(
                        "A to B to B",
                        (Consumer<FarRole>) role -> role.assumes(role.arn(), "as it was", YES),
                        List.of()));
    }

    @ParameterizedTest
    @MethodSource("loops")
    void aLoopEnds(Consumer<FarRole> loop, List<String> expected) {
        FarRole role = first();
        loop.accept(role);

        assertThat(words(world(role).build())).isEqualTo(expected);
    }

    /** Neither is worth anything, however often they lead to each other. */
    @Test
    void rolesThatLeadToEachOtherAreWorthNothing() {
        FarRole second = second();
        FarRole first = first().assumes(second, YES);
        second.assumes(first, YES);

        assertThat(words(world(first, second).build())).isEmpty();
    }

    /** The role itself may not assume the administrator, which trusts B alone. */
    @ParameterizedTest
    @CsvSource({"444455556666, b YES administrator", "888888888888,"})
    void aWayRoundLeadsBackIntoTheAccount(String trusted, String expected) {
        // given
        MadeRole admin = role("admin")
                .inline(allow("*", "*"))
                .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'" + trusted + "'}}");
        String seen = RolesElsewhere.seen(admin.resource());
        Estate estate = world(first().assumes(OWN + "admin", trusted.startsWith("4") ? seen : "as it was", YES))
                .with(admin)
                .build();

        // when, then
        assertThat(words(estate))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
        assertThat(way(estate))
                .containsExactlyElementsOf(expected == null ? List.of() : List.of(B + ":role/b", A + ":role/admin"));
    }

    /** The role itself may not assume the other one of its account, which trusts B alone. */
    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
            s3:GetObject,    *,                           YES,      b YES
            s3:GetObject,    *,                           POSSIBLE, b POSSIBLE
            sts:AssumeRole,  arn:aws:iam::111122223333:*, YES,      -
            ec2:Describe*,   *,                           YES,      -
            iam:PassRole,    *,                           YES,      b YES
            """)
    void aWayRoundLeadsBackToMoreRights(String action, String resource, Certainty link, String expected) {
        // given
        MadeRole reader = role("reader")
                .inline(allow(action, resource))
                .trust("{'Effect':'Allow','Action':'sts:AssumeRole','Principal':{'AWS':'" + B + "'}}");
        FarRole second = second().assumes(OWN + "reader", RolesElsewhere.seen(reader.resource()), YES);
        Estate estate =
                world(first().assumes(second, link), second).with(reader).build();

        // when, then
        assertThat(words(estate))
                .containsExactlyElementsOf(Stream.ofNullable(expected).toList());
    }

    @Test
    void whatIsNotKnownFurtherOnIsMissing() {
        // given
        FarRole third = FarRole.of(D, "d", C).misses("ORGANIZATION_POLICY of further accounts");
        FarRole second = second().assumes(third, POSSIBLE).misses("ROLE of further accounts");
        Estate estate = world(first().assumes(second, YES), second, third)
                .unreadElsewhere("555566667777")
                .leadingOnElsewhere()
                .build();

        // when, then
        assertThat(PrivilegeGraph.of(estate).missing(self().resource()))
                .containsExactlyInAnyOrder(
                        "ROLE of accounts that were not read: 1",
                        "further roles of further accounts",
                        "ORGANIZATION_POLICY of further accounts",
                        "ROLE of further accounts");
        assertThat(words(estate)).isEmpty();
    }

    /** An account that was not scanned counts where the role may assume roles of it. */
    @ParameterizedTest
    @CsvSource({
        "sts:AssumeRole, arn:aws:iam::555566667777:role/x, true",
        "sts:AssumeRole, *,                                true",
        "sts:AssumeRole, arn:aws:iam::444455556666:role/*, false",
        "sts:GetCallerIdentity, *,                         false"
    })
    void anAccountThatWasNotScannedIsMissing(String action, String resource, boolean missing) {
        MadeRole other = role("other").inline(allow(action, resource)).trustedByEc2();
        Estate estate =
                Estates.estate().with(other).unreadElsewhere("555566667777").build();

        assertThat(PrivilegeGraph.of(estate).missing(other.resource()))
                .containsExactlyElementsOf(missing ? List.of("ROLE of accounts that were not read: 1") : List.of());
    }
}
