package io.muster.rule.backup;

import io.muster.estate.Estate;
import io.muster.estate.privilege.Certainty;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.RecycleBinRule;
import io.muster.inventory.kind.RegionSettings;
import io.muster.inventory.kind.ResourceKind;
import io.muster.rule.Evidence;
import io.muster.rule.RecordRule;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule about the retention rules of the Recycle Bin. Such a rule counts once it is available, and where it keeps what is
 * deleted for a week. Those that keep resources with some tags alone, or without some, leave a note.
 */
abstract class RecycleBin extends RecordRule<RegionSettings> {

    static final String GUIDE = "https://docs.aws.amazon.com/ebs/latest/userguide/recycle-bin.html";

    private static final int LEAST_DAYS = 7;
    private static final String AVAILABLE = "available";

    private final List<String> types;

    /** @param types the types of resources that must be kept */
    RecycleBin(RuleMetadata metadata, String... types) {
        super(metadata, RegionSettings.class, ResourceKind.RECYCLE_BIN_RULE);
        this.types = List.of(types);
    }

    @Override
    public final String version() {
        return "2";
    }

    @Override
    public final Verdict judge(Resource<RegionSettings> resource, Estate estate) {
        List<RecycleBinRule> rules = estate.all(RecycleBinRule.class).stream()
                .map(Resource::attributes)
                .toList();
        List<String> lost = types.stream()
                .filter(type -> keeps(rules, type) == Certainty.NO)
                .toList();
        if (!lost.isEmpty()) {
            return lost(
                    lost, metadata().severity(), "No rule of the Recycle Bin keeps what is deleted for a week", rules);
        }
        if (types.stream().anyMatch(type -> keeps(rules, type) == Certainty.POSSIBLE)) {
            return Verdict.unknown("a rule of the Recycle Bin could not be read as a whole");
        }
        List<String> tagged =
                types.stream().filter(type -> !keepsAll(rules, type)).toList();
        if (tagged.stream().flatMap(type -> of(rules, type)).anyMatch(rule -> keeps(rule) == Certainty.POSSIBLE)) {
            return Verdict.unknown("a rule of the Recycle Bin could not be read as a whole");
        }
        return tagged.isEmpty()
                ? Verdict.pass()
                : lost(tagged, Severity.INFO, "Tags decide which resources the Recycle Bin keeps", rules);
    }

    private static Certainty keeps(List<RecycleBinRule> rules, String type) {
        return of(rules, type).map(RecycleBin::keeps).reduce(Certainty.NO, Certainty::or);
    }

    private static Stream<RecycleBinRule> of(List<RecycleBinRule> rules, String type) {
        return rules.stream().filter(rule -> type.equals(rule.resourceType()));
    }

    private static Certainty keeps(RecycleBinRule rule) {
        return rule.status() == null
                        || rule.retentionPeriod() == null
                        || rule.resourceTags() == null
                        || rule.excludedTags() == null
                ? Certainty.POSSIBLE
                : Certainty.certainly(AVAILABLE.equals(rule.status()) && rule.retentionPeriod() >= LEAST_DAYS);
    }

    private static boolean keepsAll(List<RecycleBinRule> rules, String type) {
        return of(rules, type)
                .anyMatch(rule -> keeps(rule) == Certainty.YES
                        && List.of().equals(rule.resourceTags())
                        && List.of().equals(rule.excludedTags()));
    }

    private static Verdict lost(List<String> types, Severity severity, String message, List<RecycleBinRule> rules) {
        return Verdict.fail(
                severity,
                message + ": " + String.join(", ", types) + ".",
                Evidence.of("resourceTypes", types)
                        .and(
                                "rules",
                                rules.stream()
                                        .filter(rule -> types.contains(String.valueOf(rule.resourceType())))
                                        .map(RecycleBin::facts)
                                        .toList())
                        .facts());
    }

    private static Object facts(RecycleBinRule rule) {
        return Evidence.of("resourceType", rule.resourceType())
                .and("status", rule.status())
                .and("retentionPeriod", rule.retentionPeriod())
                .and(
                        "limitedToTags",
                        rule.resourceTags() == null
                                ? null
                                : !rule.resourceTags().isEmpty())
                .and(
                        "exceptForTags",
                        rule.excludedTags() == null
                                ? null
                                : !rule.excludedTags().isEmpty())
                .facts();
    }
}
