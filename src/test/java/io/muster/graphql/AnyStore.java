package io.muster.graphql;

import io.muster.finding.FindingStatus;
import io.muster.finding.Recount;
import io.muster.inventory.Documents;
import io.muster.inventory.KindModel;
import io.muster.inventory.Property;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import io.muster.rule.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Fills the store with resources of every kind, of all shapes that their records allow, with links, findings and a past. */
final class AnyStore {

    static final Instant CHANGED = Store.T0.plus(Duration.ofDays(3)).plusMillis(120);
    static final Instant DELETED = Store.T0.plus(Duration.ofDays(5)).plusNanos(123_456_000);

    private static final int OF_EACH_KIND = 3;
    private static final Scope OTHER = Scope.of("444455556666", "us-east-1");
    private static final List<String> TEXTS =
            List.of("", "a", "A \"b\"\\", "ü\u2028", "\ud83d\ude00", "\u0001\t", "null", "{}");

    private final Store store;
    private final Random random;

    AnyStore(Store store, long seed) {
        this.store = store;
        this.random = new Random(seed);
    }

    void fill() {
        store.clear();
        store.scanned(Store.T0.minusSeconds(1));
        store.update("insert into account (account_id, name, registered_at) values (?, 'one', now())", Store.ACCOUNT);
        for (KindModel kind : KindModel.all()) {
            for (int i = 1; i <= OF_EACH_KIND; i++) {
                put(kind, id(kind.kind(), i));
            }
            store.listed(kind.kind(), Store.LISTED);
        }
        store.update("update finding set stale = true where rule_id = 'stale'");
        // the last finding may have been judged anew since they were counted
        store.update(Recount.statements());
    }

    private void put(KindModel kind, String id) {
        Scope scope = random.nextInt(4) == 0 ? OTHER : Store.SCOPE;
        Map<String, String> tags = random.nextBoolean()
                ? Map.of()
                : Map.of("owner", one(TEXTS), "cost center", "7", one(TEXTS) + "x", one(TEXTS));
        String arn = store.put(
                scope,
                id,
                random.nextInt(3) == 0 ? null : one(TEXTS),
                tags,
                any(kind),
                Store.T0.plusMillis(random.nextInt(3)));
        if (random.nextInt(3) == 0) {
            store.change(arn, any(kind), CHANGED);
        }
        find(arn);
        if (random.nextInt(6) == 0) {
            store.delete(arn, CHANGED, DELETED);
        }
    }

    private void find(String arn) {
        for (String rule : List.of("sg-unused", "imds-v1-allowed", "gone", "stale")) {
            if (random.nextInt(4) == 0) {
                String id = store.find(
                        rule, arn, one(List.of(Severity.values())), FindingStatus.OPEN, Store.T0.plusMillis(10));
                if (random.nextBoolean()) {
                    store.judge(id, one(List.of(FindingStatus.values())), one(List.of(Severity.values())), CHANGED);
                }
            }
        }
    }

    static String id(ResourceKind kind, int number) {
        return switch (kind) {
                    case VPC -> "vpc-";
                    case SUBNET -> "subnet-";
                    case SECURITY_GROUP -> "sg-";
                    case INSTANCE -> "i-";
                    case NETWORK_INTERFACE -> "eni-";
                    case VOLUME -> "vol-";
                    default -> kind.name().toLowerCase(java.util.Locale.ROOT) + "-";
                }
                + number;
    }

    private Record any(KindModel kind) {
        return Documents.read(Documents.write(object(kind.properties())), kind.type());
    }

    private Map<String, Object> object(List<Property> properties) {
        Map<String, Object> document = new HashMap<>();
        properties.forEach(property -> {
            if (!property.nullable() || random.nextInt(4) > 0) {
                document.put(
                        property.name(),
                        property.list()
                                ? IntStream.range(0, random.nextInt(3))
                                        .mapToObj(i -> value(property))
                                        .toList()
                                : value(property));
            }
        });
        return document;
    }

    private Object value(Property property) {
        Class<?> type = property.element();
        if (type.isRecord()) {
            return object(property.nested());
        }
        if (type.isEnum()) {
            return one(List.of(type.getEnumConstants()));
        }
        if (property.json()) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("Statement", List.of(1, 1.5, "x"));
            json.put("a", true);
            return json;
        }
        if (type == Boolean.class) {
            return random.nextBoolean();
        }
        if (type == Double.class) {
            return random.nextInt(4) / 2.0;
        }
        if (Number.class.isAssignableFrom(type)) {
            return random.nextInt(5) == 0 ? Integer.MAX_VALUE : random.nextInt(100) - 5;
        }
        if (type == Instant.class) {
            return one(List.of("2026-11-01T00:00:00Z", "2026-11-01T00:00:00.120Z", "2026-11-01T00:00:00.123456Z"));
        }
        return property.link()
                .map(link ->
                        id(link.to() == ResourceKind.ACCOUNT_SETTINGS ? one(USUAL) : link.to(), 1 + random.nextInt(3)))
                .orElseGet(() -> one(TEXTS));
    }

    private static final List<ResourceKind> USUAL =
            List.of(ResourceKind.VPC, ResourceKind.SUBNET, ResourceKind.INSTANCE, ResourceKind.SECURITY_GROUP);

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
