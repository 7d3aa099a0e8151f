package io.muster.estate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.NotRead;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Instance;
import io.muster.inventory.kind.NetworkInterface;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What was not read leaves an answer as it is or makes it UNKNOWN: it turns no YES into NO, and no NO into YES. */
class UnreadCellsOfReachTest {

    private static final Set<ResourceKind> READ = Stream.of(
                    Questions.KINDS, HostReach.KINDS, AllWays.KINDS, GuardedWays.KINDS)
            .flatMap(Set::stream)
            .collect(Collectors.toUnmodifiableSet());

    /** What is told of each subnet by AWS need not be read elsewhere. */
    private static final ResourceKind TOLD_OF_SUBNETS = ResourceKind.REGION_SETTINGS;

    /** Cases that ask about an interface of AWS. */
    private static final Set<String> ASKED_ABOUT =
            Set.of("an interface of a service of AWS", "a node of a load balancer");

    static Stream<ReachCase> reached() {
        return MissingFieldsTest.reached();
    }

    static Stream<ReachCase> blocked() {
        return MissingFieldsTest.blocked();
    }

    @ParameterizedTest
    @MethodSource("reached")
    void nothingUnreadBlocks(ReachCase reached) {
        assertThat(cuts(reached, Reachable.NO)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("blocked")
    void nothingUnreadOpens(ReachCase blocked) {
        assertThat(cuts(blocked, Reachable.YES)).isEmpty();
    }

    static Stream<ReachCase> translated() {
        return TranslatedEstates.all();
    }

    /** What is UNKNOWN where all was read is not NO where less was. */
    @ParameterizedTest
    @MethodSource("translated")
    void nothingUnreadEndsWhatMayBeTranslated(ReachCase translated) {
        assertThat(translated.question().apply(translated.estate())).isEqualTo(Reachable.UNKNOWN);
        assertThat(cuts(translated, Reachable.NO)).isEmpty();
        assertThat(pairs(translated, Reachable.NO)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("reached")
    void noTwoUnreadKindsBlock(ReachCase reached) {
        assertThat(pairs(reached, Reachable.NO)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("blocked")
    void noTwoUnreadKindsOpen(ReachCase blocked) {
        assertThat(pairs(blocked, Reachable.YES)).isEmpty();
    }

    private static List<String> cuts(ReachCase one, Reachable wrong) {
        UnreadCells cells = cells(one);
        return kinds(wrong)
                .flatMap(cells::of)
                .filter(cut -> answer(one, cut) == wrong)
                .map(UnreadCells.Cut::name)
                .toList();
    }

    private static List<String> pairs(ReachCase one, Reachable wrong) {
        UnreadCells cells = cells(one);
        return kinds(wrong)
                .flatMap(kind ->
                        kinds(wrong).filter(other -> other.compareTo(kind) > 0).map(other -> cells.of(kind, other)))
                .filter(cut -> answer(one, cut) == wrong)
                .map(UnreadCells.Cut::name)
                .toList();
    }

    private static Stream<ResourceKind> kinds(Reachable wrong) {
        return READ.stream()
                .filter(kind -> kind != TOLD_OF_SUBNETS || wrong == Reachable.NO)
                .sorted();
    }

    private static UnreadCells cells(ReachCase one) {
        return new UnreadCells(one.parts().values(), resource -> isAsked(one, resource));
    }

    private static Reachable answer(ReachCase one, UnreadCells.Cut cut) {
        try {
            return one.question().apply(cut.estate());
        } catch (NotRead unread) {
            return Reachable.UNKNOWN;
        }
    }

    /** The hosts stay, and what else is asked about. */
    private static boolean isAsked(ReachCase one, Resource<?> resource) {
        return resource.attributes() instanceof Instance
                || (resource.attributes() instanceof NetworkInterface eni
                        && (eni.instanceId() != null || eni.description() == null || ASKED_ABOUT.contains(one.name())));
    }
}
