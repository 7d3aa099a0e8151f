package io.muster.finding.exemption;

import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The exemptions as they were asked for, and the tags and units of accounts by which they mean findings. */
final class ExemptionModel {

    private final Map<String, String> teams = new HashMap<>();
    private final Map<String, String> units = new HashMap<>();
    private final Map<Long, Asked> exemptions = new TreeMap<>();

    private record Asked(ExemptionScope scope, Instant until, boolean covers) {

        Asked ended() {
            return new Asked(scope, until, false);
        }
    }

    /** The tag of each resource. */
    Map<String, String> teams() {
        return teams;
    }

    /** The unit of each account. */
    Map<String, String> units() {
        return units;
    }

    void add(Long id, ExemptionScope scope, Instant until, boolean covers) {
        exemptions.put(id, new Asked(scope, until, covers));
    }

    /** The exemptions that suppress what they mean. */
    List<Long> covering() {
        return exemptions.entrySet().stream()
                .filter(entry -> entry.getValue().covers())
                .map(Map.Entry::getKey)
                .toList();
    }

    void end(Long id) {
        exemptions.computeIfPresent(id, (known, asked) -> asked.ended());
    }

    void expire(Instant now) {
        exemptions.replaceAll(
                (id, asked) -> asked.until() != null && !asked.until().isAfter(now) ? asked.ended() : asked);
    }

    /** The oldest exemption that suppresses the finding; null for none. */
    Long cover(Row finding) {
        return exemptions.entrySet().stream()
                .filter(entry ->
                        entry.getValue().covers() && means(entry.getValue().scope(), finding))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private boolean means(ExemptionScope scope, Row finding) {
        String arn = finding.getString("resource_arn");
        String unit = units.get(finding.getString("account_id"));
        return agrees(scope.ruleId(), finding.getString("rule_id"))
                && agrees(scope.accountId(), finding.getString("account_id"))
                && agrees(scope.region(), finding.getString("region"))
                && agrees(scope.resourceArn(), arn)
                && (scope.ouPath() == null || (unit + "/").startsWith(scope.ouPath() + "/"))
                && agrees(scope.tagValue(), teams.get(arn));
    }

    private static boolean agrees(String wanted, String actual) {
        return wanted == null || Objects.equals(wanted, actual);
    }
}
