package io.muster.scan.whatif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.estate.Estates;
import io.muster.estate.change.AddGroupRule;
import io.muster.estate.change.Change;
import io.muster.inventory.kind.SecurityGroupRule;
import io.muster.platform.MusterException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QuestionReaderTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode json(String text) throws Exception {
        return JSON.readTree(text.replace('\'', '"'));
    }

    private static Question read(String changes) throws Exception {
        return QuestionReader.read(
                json("{'accountId': '111111111111', 'region': 'eu-central-1', 'changes': [" + changes + "]}"));
    }

    /** One of each type. */
    static Stream<String> changes() {
        return Stream.of(
                "'ADD_SECURITY_GROUP_RULE', 'groupId': 'sg-1', 'direction': 'INGRESS', 'protocol': 'tcp', 'fromPort': 22, 'cidr': '::/0'",
                "'REMOVE_SECURITY_GROUP_RULE', 'groupId': 'sg-1', 'direction': 'EGRESS', 'ruleId': 'sgr-1'",
                "'REMOVE_SECURITY_GROUP_RULE', 'groupId': 'sg-1', 'direction': 'egress', 'protocol': '-1', 'referencedGroupId': 'sg-2'",
                "'SET_SECURITY_GROUPS', 'instanceId': 'i-1', 'groupIds': ['sg-1']",
                "'SET_SECURITY_GROUPS', 'networkInterfaceId': 'eni-1', 'groupIds': ['sg-1']",
                "'PUT_NETWORK_ACL_ENTRY', 'networkAclId': 'acl-1', 'direction': 'INGRESS', 'number': 90, 'action': 'DENY', 'protocol': 'icmp', 'cidr': '0.0.0.0/0'",
                "'DELETE_NETWORK_ACL_ENTRY', 'networkAclId': 'acl-1', 'direction': 'INGRESS', 'number': 90",
                "'PUT_ROUTE', 'routeTableId': 'rtb-1', 'destination': '0.0.0.0/0', 'target': 'igw-1'",
                "'DELETE_ROUTE', 'routeTableId': 'rtb-1', 'destination': 'pl-1'",
                "'SET_METADATA_OPTIONS', 'instanceId': 'i-1', 'httpTokens': 'REQUIRED'",
                "'SET_METADATA_OPTIONS', 'instanceId': 'i-1', 'instanceMetadataTags': 'ENABLED'",
                "'SET_INSTANCE_PROFILE', 'instanceId': 'i-1', 'instanceProfile': null",
                "'ASSOCIATE_ADDRESS', 'publicIp': '52.0.0.1', 'instanceId': 'i-1'",
                "'DISASSOCIATE_ADDRESS', 'publicIp': '52.0.0.1'",
                "'SET_BLOCK_PUBLIC_ACCESS', 'mode': 'block-ingress'",
                "'PUT_BLOCK_PUBLIC_ACCESS_EXCLUSION', 'resourceId': 'vpc-1', 'mode': 'allow-egress'",
                "'DELETE_BLOCK_PUBLIC_ACCESS_EXCLUSION', 'resourceId': 'vpc-1'",
                "'PUT_ROLE_POLICY', 'roleName': 'r', 'policyName': 'p', 'document': {'Statement': []}",
                "'DELETE_ROLE_POLICY', 'roleName': 'r', 'policyName': 'p'",
                "'ATTACH_ROLE_POLICY', 'roleName': 'r', 'policyArn': 'arn:aws:iam::aws:policy/ReadOnlyAccess'",
                "'DETACH_ROLE_POLICY', 'roleName': 'r', 'policyArn': 'arn:aws:iam::aws:policy/ReadOnlyAccess'",
                "'SET_PERMISSIONS_BOUNDARY', 'roleName': 'r'",
                "'SET_TRUST_POLICY', 'roleName': 'r', 'document': {'Statement': []}",
                "'SET_POLICY_DOCUMENT', 'policyArn': 'arn:aws:iam::111111111111:policy/p', 'document': {'Statement': []}");
    }

    @Test
    void aListIsNoLongerThanItMayBe() {
        String groups =
                IntStream.rangeClosed(0, 100).mapToObj(i -> "'sg-" + i + "'").collect(Collectors.joining(", "));

        assertRefused(
                "/changes/0/groupIds",
                "must be a list of 1 to 100 texts",
                () -> read("{'type': 'SET_SECURITY_GROUPS', 'instanceId': 'i-1', 'groupIds': [" + groups + "]}"));
        assertRefused(
                "/changes/0/groupIds/0",
                "must be a text of 1 to 2048 characters",
                () -> read("{'type': 'SET_SECURITY_GROUPS', 'instanceId': 'i-1', 'groupIds': ['" + "x".repeat(2_049)
                        + "']}"));
    }

    /** What the description of the API shows of a change, and what is read of one, are written apart. */
    @Test
    void theDescriptionOfTheApiShowsTheMembersThatAreRead() throws Exception {
        // given
        List<String> shown = Stream.of(Class.forName("io.muster.rest.WhatIfBody$ProposedChange")
                        .getRecordComponents())
                .map(RecordComponent::getName)
                .toList();

        // when
        Set<String> read = new TreeSet<>();
        for (String change : changes().toList()) {
            Noting noting = new Noting(read);
            noting.setAll((ObjectNode) JSON.readTree(("{'type': " + change + "}").replace('\'', '"')));
            ChangeType.read(new Fields(noting, ""), 0);
        }

        // then
        assertThat(shown).containsExactlyInAnyOrderElementsOf(read);
    }

    /** Notes the members that are asked for. */
    @SuppressWarnings("unchecked") // of Jackson's own deepCopy
    private static final class Noting extends ObjectNode {

        private final transient Set<String> asked;

        Noting(Set<String> asked) {
            super(JsonNodeFactory.instance);
            this.asked = asked;
        }

        @Override
        public JsonNode get(String name) {
            asked.add(name);
            return super.get(name);
        }
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyTypeIsRead(String change) throws Exception {
        assertThat(read("{'type': " + change + "}").proposals()).hasSize(1);
    }

    @Test
    void everyTypeIsInTheTable() {
        List<String> types = changes()
                .map(change -> change.substring(1, change.indexOf('\'', 1)))
                .distinct()
                .toList();

        assertThat(types)
                .containsExactlyInAnyOrder(
                        Stream.of(ChangeType.values()).map(Enum::name).toArray(String[]::new));
    }

    @Test
    void aRuleIsReadAsEc2KeepsIt() throws Exception {
        Change change = read("{'type': 'ADD_SECURITY_GROUP_RULE', 'groupId': 'sg-1', 'direction': 'INGRESS',"
                        + " 'protocol': '6', 'fromPort': 22, 'cidr': '0.0.0.0/0'}")
                .proposals()
                .get(0)
                .change();

        assertThat(change)
                .isEqualTo(new AddGroupRule(
                        "sg-1",
                        false,
                        new SecurityGroupRule("sgr-proposed-0", "tcp", 22, 22, "0.0.0.0/0", null, null, null, null)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'fromPort': 22, 'cidr': '10.0.0.1/8'          | /changes/0/cidr | The nearest valid value is 10.0.0.0/8",
                "'fromPort': 22, 'cidr': '10.0.0.1'            | /changes/0/cidr | The nearest valid value is 10.0.0.1/32",
                "'fromPort': 22, 'cidr': '10.0.0/8'            | /changes/0/cidr | is not an IPv4 address",
                "'fromPort': 22, 'cidr': '10.0.0.0/33'         | /changes/0/cidr | is not a prefix length",
                "'fromPort': 22, 'cidr': 7                     | /changes/0/cidr | must be a text",
                "'fromPort': 22                                | /changes/0/cidr | one of cidr",
                "'fromPort': 22, 'cidr': '::/0', 'prefixListId': 'pl-1' | /changes/0/cidr | one of cidr",
                "'fromPort': 65536, 'cidr': '::/0'             | /changes/0/fromPort | The nearest valid value is 65535",
                "'fromPort': -1, 'cidr': '::/0'                | /changes/0/fromPort | The nearest valid value is 0",
                "'fromPort': 99999999999, 'cidr': '::/0'       | /changes/0/fromPort | The nearest valid value is 65535",
                "'fromPort': 2.5, 'cidr': '::/0'               | /changes/0/fromPort | must be a whole number",
                "'fromPort': '22', 'cidr': '::/0'              | /changes/0/fromPort | must be a whole number",
                "'cidr': '::/0'                                | /changes/0/fromPort | is missing",
                "'fromPort': 22, 'toPort': 21, 'cidr': '::/0'  | /changes/0/toPort | The nearest valid value is 22",
                "'fromPort': 22, 'cidr': '::/0', 'Cidr': 1     | /changes/0/Cidr | Did you mean cidr?"
            })
    void aFaultIsNamedByItsPointer(String rest, String field, String fault) {
        String change =
                "{'type': 'ADD_SECURITY_GROUP_RULE', 'groupId': 'sg-1', 'direction': 'INGRESS', 'protocol': 'tcp', ";

        assertRefused(field, fault, () -> read(change + rest + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "7                                             | /changes/0 | must be a JSON object",
                "{}                                            | /changes/0/type | is missing",
                "{'type': 'ADD_SECURITY_GROUP_RULES'}          | /changes/0/type | Did you mean ADD_SECURITY_GROUP_RULE?",
                "{'type': 'ADD_SECURITY_GROUP_RULE', 'direction': 'IN'} | /changes/0/direction | is none of [INGRESS, EGRESS]",
                "{'type': 'ADD_SECURITY_GROUP_RULE', 'groupId': 'sg-1', 'direction': 'INGRESS', 'protocol': 'icmp', 'toPort': 3, 'cidr': '::/0'} | /changes/0/toPort | The nearest valid value is -1",
                "{'type': 'ADD_SECURITY_GROUP_RULE', 'groupId': 'sg-1', 'direction': 'INGRESS', 'protocol': 'icmp', 'fromPort': -1, 'toPort': 3, 'cidr': '::/0'} | /changes/0/toPort | The nearest valid value is -1",
                "{'type': 'ADD_SECURITY_GROUP_RULE', 'groupId': 'sg-1', 'direction': 'INGRESS', 'protocol': 'icmp', 'fromPort': 256, 'cidr': '::/0'} | /changes/0/fromPort | The nearest valid value is 255",
                "{'type': 'ADD_SECURITY_GROUP_RULE', 'groupId': 'sg-1', 'direction': 'INGRESS', 'protocol': '256', 'cidr': '::/0'} | /changes/0/protocol | a number from 0 to 255",
                "{'type': 'ADD_SECURITY_GROUP_RULE', 'groupId': 'sg-1', 'direction': 'INGRESS', 'protocol': 6, 'cidr': '::/0'} | /changes/0/protocol | must be a text",
                "{'type': 'ADD_SECURITY_GROUP_RULE', 'groupId': 'sg-1', 'direction': 'INGRESS', 'protocol': '-1', 'fromPort': 22, 'cidr': '::/0'} | /changes/0/fromPort | has no ports",
                "{'type': 'REMOVE_SECURITY_GROUP_RULE', 'groupId': 'sg-1', 'direction': 'INGRESS', 'ruleId': 'sgr-1', 'cidr': '::/0'} | /changes/0/cidr | must not be there beside ruleId",
                "{'type': 'DISASSOCIATE_ADDRESS', 'publicIp': 'x'} | /changes/0/publicIp | is not an address",
                "{'type': 'DISASSOCIATE_ADDRESS', 'publicip': 'x'} | /changes/0/publicIp | is written as publicip",
                "{'type': 'SET_METADATA_OPTIONS', 'instanceId': 'i-1'} | /changes/0/httpTokens | is missing",
                "{'type': 'SET_METADATA_OPTIONS', 'instanceId': 'i-1', 'hopLimit': 65} | /changes/0/hopLimit | The nearest valid value is 64",
                "{'type': 'SET_SECURITY_GROUPS', 'instanceId': 'i-1', 'groupIds': []} | /changes/0/groupIds | must be a list of 1 to 100 texts",
                "{'type': 'SET_SECURITY_GROUPS', 'instanceId': 'i-1', 'groupIds': ['sg-1', 2]} | /changes/0/groupIds/1 | must be a text",
                "{'type': 'PUT_ROUTE', 'routeTableId': 'rtb-1', 'destination': 'anywhere', 'target': 'igw-1'} | /changes/0/destination | is neither a CIDR",
                "{'type': 'SET_TRUST_POLICY', 'roleName': 'r', 'document': 'no'} | /changes/0/document | must be a policy document"
            })
    void aChangeThatIsNoneIsRefused(String change, String field, String fault) {
        assertRefused(field, fault, () -> read(change));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[]                                            | body | must be a JSON object",
                "{'account': '111111111111'}                   | /accountId | is missing",
                "{'accountId': '1'}                            | /accountId | must have 12 digits",
                "{'accountId': '111111111111'}                 | /changes | is missing",
                "{'accountId': '111111111111', 'changes': {}}  | /changes | must be a list",
                "{'accountId': '111111111111', 'changes': [], 'regions': []} | /regions | Did you mean region?",
                "{'accountId': '111111111111', 'changes': [{'type': 'DISASSOCIATE_ADDRESS', 'publicIp': '52.0.0.1'}]} | /region | is missing"
            })
    void aQuestionThatIsNoneIsRefused(String body, String field, String fault) {
        assertRefused(field, fault, () -> QuestionReader.read(json(body)));
    }

    private interface Reading {
        void read() throws Exception;
    }

    private static void assertRefused(String field, String fault, Reading reading) {
        assertThatThrownBy(reading::read).isInstanceOfSatisfying(MusterException.class, refused -> {
            assertThat(refused.violations()).singleElement().satisfies(one -> {
                assertThat(one.field()).isEqualTo(field);
                assertThat(one.message()).contains(fault);
            });
        });
    }

    /** IAM counts no white space. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    'PUT_ROLE_POLICY', 'roleName': 'r', 'policyName': 'p' | 10240
                    'SET_POLICY_DOCUMENT', 'policyArn': 'arn:aws:iam::111111111111:policy/p' | 6144
                    'SET_TRUST_POLICY', 'roleName': 'r' | 8192
                    """)
    void aPolicyThatIsTooLongForItsSortIsRefused(String change, int most) {
        String document = "{'Statement': [], 'Id': '%s'}";
        int without = Estates.json(document.formatted("")).toString().length();
        String question = "{'type': " + change + ", 'document': %s}";

        assertThatCode(() -> read(question.formatted(document.formatted("x".repeat(most - without)))))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> read(question.formatted(document.formatted("x".repeat(most - without + 1)))))
                .isInstanceOf(MusterException.class)
                .hasMessageContaining("/changes/0/document: has " + (most + 1))
                .hasMessageContaining("IAM takes no such policy of more than " + most);
    }
}
