package io.muster.finding;

import io.muster.inventory.kind.ResourceKind;
import io.muster.platform.AccountScope;
import io.muster.rule.Area;
import io.muster.rule.Severity;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** A filter, for somebody who sees these accounts, and what it means. */
record MeantFilter(AccountScope accounts, FindingFilter filter, Predicate<Counted> meant) {

    static List<MeantFilter> all() {
        String one = EstateHistory.ACCOUNTS.get(0);
        AccountScope some = AccountScope.of(EstateHistory.ACCOUNTS.subList(0, 2));
        Predicate<Counted> seen = counted -> some.admits(counted.accountId());
        return List.of(
                new MeantFilter(AccountScope.EVERY_ACCOUNT, FindingFilter.none(), counted -> true),
                new MeantFilter(some, FindingFilter.none(), seen),
                new MeantFilter(AccountScope.of(Set.of()), FindingFilter.none(), counted -> false),
                of(
                        FindingFilter.ofAccounts(List.of(one)),
                        counted -> counted.accountId().equals(one)),
                new MeantFilter(
                        some,
                        FindingFilter.ofAccounts(EstateHistory.ACCOUNTS.subList(1, 3)),
                        seen.and(counted -> counted.accountId().equals(EstateHistory.ACCOUNTS.get(1)))),
                of(
                        filter(List.of("disk", "imds"), null, null, null, null, List.of("us-east-1"), null),
                        counted -> Set.of("disk", "imds").contains(counted.ruleId())
                                && counted.region().equals("us-east-1")),
                of(
                        filter(null, List.of(Severity.LOW, Severity.HIGH), Severity.MEDIUM, null, null, null, null),
                        counted -> counted.severity() == Severity.HIGH),
                of(
                        filter(null, null, null, List.of(Area.STORAGE), List.of(FindingStatus.RESOLVED), null, null),
                        counted -> counted.area() == Area.STORAGE && counted.status() == FindingStatus.RESOLVED),
                of(
                        filter(
                                null,
                                null,
                                Severity.HIGH,
                                null,
                                List.of(FindingStatus.values()),
                                null,
                                List.of(ResourceKind.VOLUME)),
                        counted -> counted.severity().rank() >= Severity.HIGH.rank()
                                && counted.kind() == ResourceKind.VOLUME),
                of(filter(List.of(), null, null, null, null, null, null), counted -> false));
    }

    private static MeantFilter of(FindingFilter filter, Predicate<Counted> meant) {
        return new MeantFilter(AccountScope.EVERY_ACCOUNT, filter, meant);
    }

    private static FindingFilter filter(
            List<String> rules,
            List<Severity> severities,
            Severity atLeast,
            List<Area> areas,
            List<FindingStatus> statuses,
            List<String> regions,
            List<ResourceKind> kinds) {
        return new FindingFilter(
                null,
                rules,
                severities,
                atLeast,
                areas,
                statuses,
                null,
                regions,
                kinds,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
