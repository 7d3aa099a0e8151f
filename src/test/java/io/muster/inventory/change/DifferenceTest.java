package io.muster.inventory.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.inventory.Documents;
import io.muster.inventory.KindModel;
import io.muster.inventory.Property;
import io.muster.inventory.kind.IdentifiedBy;
import io.muster.inventory.kind.ResourceKind;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DifferenceTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "INSTANCE | {'state': 'RUNNING'} | {'state': 'STOPPED'} | state: \"RUNNING\" > \"STOPPED\"",
                "INSTANCE | {'metadataOptions': {'httpTokens': 'OPTIONAL', 'hopLimit': 1}} | {'metadataOptions': {'httpTokens': 'REQUIRED', 'hopLimit': 1}} | metadataOptions.httpTokens: \"OPTIONAL\" > \"REQUIRED\"",
                "INSTANCE | {'publicIp': '3.4.5.6'} | {} | publicIp: \"3.4.5.6\" > null",
                "INSTANCE | {'name': 'a'} | {'name': 'b'} | name: \"a\" > \"b\"",
                "INSTANCE | {'tags': {'owner': 'x'}} | {'tags': {'owner': ''}} | tags.owner: \"x\" > \"\"",
                "INSTANCE | {'tags': {}} | {'tags': {'aws:a b': 'x', '1': 'y'}} | tags[\"1\"]: null > \"y\"; tags[\"aws:a b\"]: null > \"x\"",
                "INSTANCE | {'securityGroupIds': ['sg-1', 'sg-2']} | {'securityGroupIds': ['sg-3', 'sg-1']} | securityGroupIds[]: \"sg-2\" > null; securityGroupIds[]: null > \"sg-3\"",
                "INSTANCE | {'securityGroupIds': ['sg-1', 'sg-1']} | {'securityGroupIds': ['sg-1']} | securityGroupIds[]: \"sg-1\" > null",
                "INSTANCE | {'blockDevices': [{'deviceName': '/dev/xvda', 'deleteOnTermination': true}]} | {'blockDevices': [{'deviceName': '/dev/xvda', 'deleteOnTermination': false}]} | blockDevices[deviceName=/dev/xvda].deleteOnTermination: true > false",
                "SECURITY_GROUP | {'ingress': [{'ruleId': 'sgr-1', 'cidr': '10.0.0.0/8'}, {'ruleId': 'sgr-2'}]} | {'ingress': [{'ruleId': 'sgr-2'}, {'ruleId': 'sgr-1', 'cidr': '0.0.0.0/0'}]} | ingress[ruleId=sgr-1].cidr: \"10.0.0.0/8\" > \"0.0.0.0/0\"",
                "SECURITY_GROUP | {'ingress': [{'ruleId': 'sgr-1'}]} | {'ingress': [{'ruleId': 'sgr-2'}]} | ingress[ruleId=sgr-1]: {\"ruleId\":\"sgr-1\"} > null; ingress[ruleId=sgr-2]: null > {\"ruleId\":\"sgr-2\"}",
                "SECURITY_GROUP | {'ingress': [{'cidr': '10.0.0.0/8', 'fromPort': 22}]} | {'ingress': [{'cidr': '10.0.0.0/8', 'fromPort': 23}]} | ingress[]: {\"cidr\":\"10.0.0.0/8\",\"fromPort\":22} > null; ingress[]: null > {\"cidr\":\"10.0.0.0/8\",\"fromPort\":23}",
                "NETWORK_ACL | {'entries': [{'egress': true, 'number': 100, 'allow': true}]} | {'entries': [{'egress': true, 'number': 100, 'allow': false}]} | entries[egress=true,number=100].allow: true > false",
                "ROUTE_TABLE | {'routes': [{'destination': '0.0.0.0/0', 'target': 'igw-1'}]} | {'routes': [{'destination': '0.0.0.0/0', 'target': 'nat-1'}]} | routes[destination=0.0.0.0/0].target: \"igw-1\" > \"nat-1\"",
                "ROLE | {'path': '/', 'lastUsedAt': '2026-11-01T00:00:00Z'} | {'path': '/', 'lastUsedAt': '2026-11-02T00:00:00Z'} | ",
                "ROLE | {'trustPolicy': {'Statement': [{'Sid': 'a', 'Action': ['x', 'y']}]}} | {'trustPolicy': {'Statement': [{'Sid': 'a', 'Action': ['y', 'x']}]}} | ",
                "ROLE | {'trustPolicy': {'Version': '1', 'Statement': []}} | {'trustPolicy': 'no JSON'} | trustPolicy: {\"Version\":\"1\",\"Statement\":[]} > \"no JSON\"",
                "ROLE | {'inlinePolicies': [{'name': 'p 1', 'document': {'Version': '1'}}]} | {'inlinePolicies': [{'name': 'p 1', 'document': {'Version': '2'}}]} | inlinePolicies[name=\"p 1\"].document.Version: \"1\" > \"2\"",
                "PREFIX_LIST | {'ownerId': '1'} | {'ownerId': '1', 'entries': []} | entries: null > []",
                "KMS_KEY | {'a': [{'ruleId': '1'}]} | {'a': [{'ruleId': '2'}]} | a[]: {\"ruleId\":\"1\"} > null; a[]: null > {\"ruleId\":\"2\"}"
            })
    void tellsWhereAndWhat(ResourceKind kind, String before, String after, String changes) {
        List<FieldChange> found = Difference.between(Shape.of(kind), json(before), json(after));

        assertThat(String.join(
                        "; ",
                        found.stream()
                                .map(change -> change.path() + ": " + change.before() + " > " + change.after())
                                .toList()))
                .isEqualTo(changes == null ? "" : changes);
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) Documents.tree(text.replace('\'', '"'));
    }

    @Test
    void whatIsCreatedOrDeletedIsToldByItsFields() {
        ObjectNode document = json("{'state': 'RUNNING', 'tags': {'a': 'b'}, 'securityGroupIds': ['sg-1']}");

        assertThat(Difference.between(Shape.of(ResourceKind.INSTANCE), json("{}"), document))
                .extracting(FieldChange::path)
                .containsExactly("securityGroupIds", "state", "tags");
        assertThat(Difference.between(Shape.of(ResourceKind.INSTANCE), document, json("{}")))
                .allSatisfy(change -> assertThat(change.after()).isNull());
    }

    @Test
    void entriesOfOneIdentityAreKnownByTheirContents() {
        ObjectNode before =
                json("{'routes': [{'destination': 'x', 'target': '1'}, {'destination': 'x', 'target': '2'}]}");
        ObjectNode after =
                json("{'routes': [{'destination': 'x', 'target': '2'}, {'destination': 'x', 'target': '3'}]}");

        assertThat(Difference.between(Shape.of(ResourceKind.ROUTE_TABLE), before, after))
                .extracting(FieldChange::path)
                .containsExactly("routes[]", "routes[]");
    }

    @Test
    void largeDocumentsAreComparedInProportionToTheirSize() {
        ObjectNode before = group(0);
        ObjectNode after = group(1);
        assertThat(before.toString().length()).isGreaterThan(1_000_000);

        List<FieldChange> found = Difference.between(Shape.of(ResourceKind.SECURITY_GROUP), before, after);

        assertThat(found).hasSize(30_001);
        FieldChanges some = FieldChanges.of(found, 100);
        assertThat(some.count()).isEqualTo(30_001);
        assertThat(some.first()).hasSize(100);
    }

    /** Ten thousand rules with an id and as many without, of which the number shifts one. */
    private static ObjectNode group(int number) {
        ObjectNode group = json("{'ingress': [], 'egress': []}");
        IntStream.range(number, 10_000 + number).forEach(i -> {
            ((ArrayNode) group.get("ingress"))
                    .addObject()
                    .put("ruleId", "sgr-" + i)
                    .put("description", "some words of the author " + (i + number));
            ((ArrayNode) group.get("egress"))
                    .addObject()
                    .put("cidr", "10.0.0.0/8")
                    .put("description", "number " + i + " of version " + number);
        });
        return group;
    }

    @Test
    void valuesThatAreTooLongAreMarked() {
        ObjectNode after = json("{'description': 'short', 'groupName': 'x'}");
        after.put("description", "x".repeat(FieldChanges.LONGEST_VALUE));

        FieldChanges changes = FieldChanges.of(
                Difference.between(Shape.of(ResourceKind.SECURITY_GROUP), json("{'description': 'short'}"), after), 10);

        assertThat(changes.count()).isEqualTo(2);
        assertThat(changes.first().get(0).tooLarge()).isTrue();
        assertThat(changes.first().get(0).change()).isEqualTo(new FieldChange("description", null, null));
        assertThat(changes.first().get(1).tooLarge()).isFalse();
        assertThat(changes.length()).isEqualTo(3);
    }

    @Test
    void identitiesNameComponents() {
        assertThat(KindModel.all())
                .allSatisfy(model -> assertThat(nested(model.properties())).allSatisfy(property -> {
                    IdentifiedBy identity = property.element().getAnnotation(IdentifiedBy.class);
                    List<String> names = identity == null ? List.of() : List.of(identity.value());
                    assertThat(property.nested().stream().map(Property::name).toList())
                            .containsAll(names);
                }));
    }

    private static List<Property> nested(List<Property> properties) {
        return properties.stream()
                .filter(property -> !property.nested().isEmpty())
                .flatMap(property -> Stream.concat(Stream.of(property), nested(property.nested()).stream()))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({"'{\"a\":[2,1],\"b\":{}}', '{\"b\":{},\"a\":[1,2]}'", "'[[1],[]]', '[[],[1]]'"})
    void oneTextForAllOrders(String one, String other) {
        JsonNode tree = Documents.tree(one);

        assertThat(CanonicalJson.text(tree)).isEqualTo(CanonicalJson.text(Documents.tree(other)));
    }
}
