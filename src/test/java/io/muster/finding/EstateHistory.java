package io.muster.finding;

import io.muster.inventory.Resource;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.platform.TurnedClock;
import io.muster.rule.Area;
import io.muster.rule.Assessment;
import io.muster.rule.RuleMetadata;
import io.muster.rule.Severity;
import io.muster.rule.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** Scopes whose resources are judged differently from scan to scan, by chance. */
public final class EstateHistory {

    public static final List<String> ACCOUNTS = List.of("111111111111", "222222222222", "333333333333");
    public static final List<String> REGIONS = List.of("eu-central-1", "us-east-1");
    public static final List<String> RULES = List.of("imds", "ports", "disk", "disk-public");
    public static final Instant BEGIN = Instant.parse("2025-03-03T10:20:00Z");

    private static final List<RuleMetadata> METADATA = List.of(
            rule("imds", Area.IMDS, ResourceKind.INSTANCE),
            rule("ports", Area.NETWORK, ResourceKind.SECURITY_GROUP),
            rule("disk", Area.STORAGE, ResourceKind.VOLUME),
            rule("disk-public", Area.STORAGE, ResourceKind.SNAPSHOT));
    private static final int RESOURCES = 4;

    private final Random random;
    private final Map<String, Verdict> verdicts = new HashMap<>();
    private final TurnedClock clock = new TurnedClock(BEGIN.toString());

    private record Nothing() {}

    public EstateHistory(long seed) {
        this.random = new Random(seed);
    }

    private static RuleMetadata rule(String id, Area area, ResourceKind kind) {
        return new RuleMetadata(id, id, Severity.MEDIUM, area, kind, "r.", "r.", List.of(), List.of());
    }

    public static List<Scope> scopes() {
        return ACCOUNTS.stream()
                .flatMap(account -> REGIONS.stream().map(region -> Scope.of(account, region)))
                .toList();
    }

    public Scope anyScope() {
        return any(scopes());
    }

    public <T> T any(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** Minutes to a day and a half later. */
    public Instant later() {
        clock.advance(Duration.ofMinutes(1 + random.nextInt(random.nextBoolean() ? 50 : 2_000)));
        return now();
    }

    /** A clock that shows {@link #now()}. */
    public Clock clock() {
        return clock;
    }

    public Instant now() {
        return clock.instant();
    }

    void forget(String accountId) {
        verdicts.keySet().removeIf(key -> key.contains(accountId));
    }

    /** What the next scan of the scope finds: most as before; a resource that is gone is not spoken of. */
    public List<Assessment.Result> scan(Scope scope) {
        List<Assessment.Result> results = new ArrayList<>();
        for (RuleMetadata rule : METADATA) {
            for (int i = 0; i < RESOURCES; i++) {
                judged(scope, rule, "r-" + i).forEach(results::add);
            }
        }
        return results;
    }

    private Stream<Assessment.Result> judged(Scope scope, RuleMetadata rule, String resourceId) {
        String arn = scope.arn(rule.resourceKind(), resourceId);
        Resource<?> resource =
                new Resource<>(arn, rule.resourceKind(), scope, resourceId, null, Map.of(), new Nothing());
        if (chance(0.3)) {
            verdicts.put(rule.ruleId() + arn, anyVerdict());
        }
        Verdict verdict = verdicts.get(rule.ruleId() + arn);
        return Stream.ofNullable(verdict).map(known -> new Assessment.Result(rule, resource, known));
    }

    private Verdict anyVerdict() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> Verdict.pass();
            case 2 -> Verdict.unknown("could not be listed");
            case 3 -> null;
            default -> Verdict.fail(any(List.of(Severity.values())), "It is so.", Map.of("n", random.nextInt(3)));
        };
    }
}
