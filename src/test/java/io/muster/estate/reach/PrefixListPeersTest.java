package io.muster.estate.reach;

import static io.muster.estate.MadeGroup.group;
import static io.muster.estate.reach.Reachable.NO;
import static io.muster.estate.reach.Reachable.UNKNOWN;
import static io.muster.estate.reach.Reachable.YES;
import static org.assertj.core.api.Assertions.assertThat;

import io.muster.estate.Estate;
import io.muster.estate.Estates;
import io.muster.estate.Made;
import io.muster.estate.MadeGroup;
import io.muster.inventory.kind.PrefixList;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.Arguments;

/** A group that admits a prefix list: what the list holds, and what it may hold where that was not read. */
class PrefixListPeersTest extends ReachWays {

    private static final MadeGroup BY_LIST = group("sg-1").inFromList("tcp", 22, 22, "pl-1");

    static Stream<Arguments> traps() {
        return Stream.of(
                row("it holds the source", listed("8.8.8.0/24"), YES, "for pl-1"),
                row("it holds others", listed("9.0.0.0/8"), NO, "no rule of sg-1"),
                row("it is empty", listed(), NO, "no rule of sg-1"),
                row("ranges of IPv6 in a list of IPv4", listed("::/0"), NO, "no rule of sg-1"),
                row("both halves", listed("0.0.0.0/1", "128.0.0.0/1"), YES, "for pl-1"),
                row("an entry that means nothing", listed("8.8.8.0/24", "x"), UNKNOWN, "the entries of pl-1"),
                row("it is not listed", with("group", BY_LIST), UNKNOWN, "the entries of pl-1"),
                row("its entries are not read", unread("IPv4"), UNKNOWN, "the entries of pl-1"),
                row("its entries, of an unknown family, are not read", unread(null), UNKNOWN, "the entries of pl-1"),
                row("its entries, of IPv6, are not read", unread("IPv6"), NO, "no rule of sg-1"),
                row(
                        "a rule beside one of a list that is not read",
                        with(
                                "group",
                                group("sg-1").inFromList("tcp", 22, 22, "pl-1").in("tcp", 22, 22, "8.8.8.8/32")),
                        YES,
                        "sgr-2"),
                row(
                        "a rule for other ports of a list that is not read",
                        with("group", group("sg-1").inFromList("tcp", 23, 23, "pl-1")),
                        NO,
                        "no rule of sg-1"),
                row(
                        "CloudFront's servers",
                        with(
                                "group",
                                BY_LIST,
                                "list",
                                Made.prefixList(
                                        "pl-1",
                                        "com.amazonaws.global.cloudfront.origin-facing",
                                        "AWS",
                                        "13.32.0.0/15")),
                        NO,
                        "no rule of sg-1"));
    }

    @Test
    void anotherListThatWasNotReadDoesNotCount() {
        // given
        Estate estate = Network.estate(listed("8.8.8.0/24").values().toArray(Estates.Made[]::new))
                .with(
                        List.of(Made.unreadableList("pl-2", "two", Estates.ACCOUNT)
                                .resource()),
                        Set.of(),
                        Map.of(ResourceKind.PREFIX_LIST, Set.of(Estates.REGION.arn(ResourceKind.PREFIX_LIST, "pl-2"))));

        // then
        assertThat(ask(estate, reached(), SOURCE).reachable()).isEqualTo(YES);
    }

    private static Map<String, Estates.Made<?>> listed(String... ranges) {
        return with("group", BY_LIST, "list", Made.prefixList("pl-1", "offices", Estates.ACCOUNT, ranges));
    }

    private static Map<String, Estates.Made<?>> unread(String family) {
        return with(
                "group",
                BY_LIST,
                "list",
                Made.of("pl-1", new PrefixList("offices", Estates.OTHER_ACCOUNT, family, 1L, null, null)));
    }
}
