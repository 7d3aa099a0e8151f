package io.muster.inventory.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Over documents in which lists with identities, lists without, noise and any JSON meet. */
class DifferencePropertyTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private static final Shape DEEP = new Shape(Map.of(), Set.of("noise"), List.of());
    private static final Shape RULE = new Shape(Map.of("deep", DEEP), Set.of("noise"), List.of("id", "out"));
    private static final Shape ROOT = new Shape(Map.of("rules", RULE, "deep", DEEP), Set.of("noise"), List.of());

    @Property
    void changesMakeTheOneDocumentTheOther(
            @ForAll("documents") ObjectNode before, @ForAll("documents") ObjectNode after) {
        List<FieldChange> changes = Difference.between(ROOT, before, after);

        ObjectNode patched = Patch.apply((ObjectNode) ROOT.quiet(before), changes);

        assertThat(CanonicalJson.text(patched)).isEqualTo(CanonicalJson.text(ROOT.quiet(after)));
    }

    @Property
    void changesTheOtherWayRoundTakeThemBack(
            @ForAll("documents") ObjectNode before, @ForAll("documents") ObjectNode after) {
        List<FieldChange> forth = Difference.between(ROOT, before, after);
        List<FieldChange> back = Difference.between(ROOT, after, before);

        assertThat(back)
                .containsExactlyInAnyOrderElementsOf(forth.stream()
                        .map(change -> new FieldChange(
                                change.path(), /* before= */ change.after(), /* after= */ change.before()))
                        .toList());
    }

    @Property
    void documentsThatDifferInOrderAndNoiseAloneHaveNoDifference(
            @ForAll("documents") ObjectNode document, @ForAll long seed) {
        ObjectNode other = (ObjectNode) shuffled(document, new Random(seed));
        other.put("noise", seed);

        assertThat(Difference.between(ROOT, document, document)).isEmpty();
        assertThat(Difference.between(ROOT, document, other)).isEmpty();
    }

    @Property
    void whatIsToldIsDifferent(@ForAll("documents") ObjectNode before, @ForAll("documents") ObjectNode after) {
        assertThat(Difference.between(ROOT, before, after)).allSatisfy(change -> {
            assertThat(change.path()).doesNotMatch("(rules\\[.*]\\.)?(deep\\.)?noise");
            assertThat(change.before() == null && change.after() == null).isFalse();
            if (change.before() != null && change.after() != null) {
                assertThat(CanonicalJson.text(change.before())).isNotEqualTo(CanonicalJson.text(change.after()));
            }
        });
    }

    private static JsonNode shuffled(JsonNode value, Random random) {
        if (value.isArray()) {
            List<JsonNode> entries = new ArrayList<>();
            value.forEach(entry -> entries.add(shuffled(entry, random)));
            Collections.shuffle(entries, random);
            return JSON.arrayNode().addAll(entries);
        }
        if (value.isObject()) {
            ObjectNode object = JSON.objectNode();
            value.properties().forEach(member -> object.set(member.getKey(), shuffled(member.getValue(), random)));
            return object;
        }
        return value;
    }

    @Provide
    Arbitrary<ObjectNode> documents() {
        Arbitrary<JsonNode> rules =
                rules().list().ofMaxSize(5).map(rule -> JSON.arrayNode().addAll(rule));
        return members(Arbitraries.frequencyOf(Tuple.of(2, values(2)), Tuple.of(1, rules)))
                .flatMap(document -> rules.optional().map(list -> {
                    ObjectNode whole = document.deepCopy();
                    list.ifPresent(some -> whole.set("rules", some));
                    return whole;
                }));
    }

    /** Entries that often have the same identity, and sometimes none. */
    private static Arbitrary<JsonNode> rules() {
        Arbitrary<JsonNode> ids = Arbitraries.of(
                JSON.textNode("a"),
                JSON.textNode("1"),
                JSON.numberNode(1),
                JSON.textNode("true"),
                JSON.booleanNode(true),
                JSON.textNode("10.0.0.0/8"),
                JSON.textNode("b c,]=\"\\"),
                JSON.nullNode());
        return members(scalars())
                .flatMap(rule -> ids.optional(0.9)
                        .flatMap(id -> Arbitraries.of(true, false).map(out -> {
                            ObjectNode whole = rule.deepCopy();
                            whole.put("out", out);
                            id.ifPresent(value -> whole.set("id", value));
                            return whole;
                        })));
    }

    private static Arbitrary<JsonNode> values(int depth) {
        if (depth == 0) {
            return scalars();
        }
        Arbitrary<JsonNode> list = values(depth - 1).list().ofMaxSize(4).map(entries -> {
            ArrayNode array = JSON.arrayNode();
            return array.addAll(entries);
        });
        return Arbitraries.oneOf(scalars(), list, members(values(depth - 1)).map(object -> object));
    }

    private static Arbitrary<ObjectNode> members(Arbitrary<JsonNode> values) {
        Arbitrary<String> names = Arbitraries.of(
                "a", "deep", "noise", "rules", "tags", "cost center", "1st", "", "\"]", "aws:x", "é", "a.b", "a-b");
        return Arbitraries.maps(names, values).ofMaxSize(5).map(members -> {
            ObjectNode object = JSON.objectNode();
            members.forEach(object::set);
            return object;
        });
    }

    private static Arbitrary<JsonNode> scalars() {
        return Arbitraries.of(
                JSON.textNode("x"),
                JSON.textNode(""),
                JSON.textNode("y z"),
                JSON.numberNode(1),
                JSON.numberNode(1.5),
                JSON.booleanNode(false),
                JSON.nullNode());
    }
}
