package io.muster.rule;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The rule about Muster's own data: it judges how completely one region of an account, or the account as a whole, was read, and
 * not a resource. No other rule depends on it.
 */
public final class CollectionGap {

    public static final String ID = "inventory-collection-gap";

    /** As that of a rule. */
    static final String VERSION = "1";

    /** How many operations a message names; the evidence has up to {@link #IN_EVIDENCE}. */
    private static final int IN_MESSAGE = 3;

    private static final int IN_EVIDENCE = 50;

    static final RuleMetadata METADATA = new RuleMetadata(
            ID,
            "Inventory is incomplete",
            Severity.MEDIUM,
            Area.MONITORING,
            ResourceKind.REGION_SETTINGS,
            "Listings of the region failed, or are too old: rules that need them say UNKNOWN, and resources and findings that rest"
                    + " on them are as they were at the last complete listing.",
            "Follow the remedy of each operation in the evidence. For those that AWS denies, `accountCoverage` has the IAM"
                    + " statement that closes all gaps of the account.",
            List.of("https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html"),
            List.of());

    private record Nothing() {}

    /**
     * An operation that fails.
     *
     * @param kinds  the kinds whose listings it leaves incomplete
     * @param since  since when it has failed with this code
     * @param remedy a sentence
     */
    public record Failing(String operation, String errorCode, List<String> kinds, Instant since, String remedy) {}

    /**
     * The listings of an account that were read, and those that were not.
     *
     * @param listings how many there are
     * @param failed   how many of them are incomplete
     * @param old      the kinds whose last complete listing is too old
     * @param failing  the operations that fail, in a fixed order
     */
    public record Read(int listings, int failed, List<String> old, List<Failing> failing) {}

    private CollectionGap() {}

    /** The judgement of one region, or of the account as a whole. */
    public static Assessment.Result judge(Scope scope, Read read) {
        ResourceKind kind = scope.isGlobal() ? ResourceKind.ACCOUNT_SETTINGS : ResourceKind.REGION_SETTINGS;
        String id = scope.accountId();
        Resource<?> subject = new Resource<>(scope.arn(kind, id), kind, scope, id, null, Map.of(), new Nothing());
        return new Assessment.Result(METADATA, subject, verdict(read));
    }

    private static Verdict verdict(Read read) {
        if (read.failing.isEmpty() && read.old.isEmpty()) {
            return Verdict.pass();
        }
        Evidence evidence = Evidence.of("listings", read.listings)
                .and("incomplete", read.failed)
                .and(
                        "operations",
                        read.failing.stream()
                                .limit(IN_EVIDENCE)
                                .map(CollectionGap::evidence)
                                .toList())
                .and("operationsInAll", read.failing.size())
                .and("tooOld", read.old);
        return Verdict.fail(METADATA.severity(), message(read), evidence.facts());
    }

    private static Map<String, Object> evidence(Failing failing) {
        return Evidence.of("operation", failing.operation)
                .and("errorCode", failing.errorCode)
                .and("kinds", failing.kinds)
                .and("since", failing.since.toString())
                .and("remedy", failing.remedy)
                .facts();
    }

    private static String message(Read read) {
        if (read.failing.isEmpty()) {
            return "Listings are too old: " + String.join(", ", read.old) + ".";
        }
        String first = read.failing.stream()
                .limit(IN_MESSAGE)
                .map(failing -> failing.operation + " (" + failing.errorCode + ")")
                .collect(Collectors.joining(", "));
        int more = read.failing.size() - IN_MESSAGE;
        return read.failed + " of " + read.listings + " listings are incomplete: " + first
                + (more > 0
                        ? " and " + more + " more operations fail."
                        : more == 0 || read.failing.size() > 1 ? " fail." : " fails.");
    }
}
