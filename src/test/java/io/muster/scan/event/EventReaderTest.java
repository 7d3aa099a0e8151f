package io.muster.scan.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.collect.AllCollectors;
import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.event.EventReading.Change;
import io.muster.scan.event.EventReading.Ignored;
import io.muster.scan.event.EventReading.Membership;
import io.muster.scan.event.EventReading.Reason;
import io.muster.scan.event.EventReading.Unreadable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is read of a message. */
class EventReaderTest {

    private static final EventReader READER = new EventReader(AllCollectors.events());
    private static final String ACCOUNT = "222222222222";
    private static final String REGION = "eu-central-1";

    private static final String INSTANCE = "i-0123456789abcdef0";
    private static final String VOLUME = "vol-0123456789abcdef0";
    private static final String GROUP = "sg-0123456789abcdef0";
    private static final String SNAPSHOT = "snap-0123456789abcdef0";
    private static final String ATTACHMENT = "tgw-attach-0123456789abcdef0";
    private static final String KEY = "1234abcd-12ab-34cd-56ef-1234567890ab";

    @Test
    void aStateChangeNamesItsInstanceAndConcernsItsInterfaces() {
        // when
        List<EventReading> read = READER.read(EventBody.stateChange(ACCOUNT, REGION, INSTANCE, "stopped"));

        // then
        assertThat(read)
                .containsExactly(new Change(
                        "EC2 Instance State-change Notification",
                        ACCOUNT,
                        REGION,
                        kinds("INSTANCE NETWORK_INTERFACE"),
                        kinds("NETWORK_INTERFACE"),
                        kinds("NETWORK_INTERFACE"),
                        Set.of(INSTANCE, "arn:aws:ec2:eu-central-1:222222222222:instance/" + INSTANCE)));
    }

    static List<Arguments> calls() {
        return List.of(
                argumentSet(
                        "by id",
                        "ec2",
                        "DeleteVolume",
                        request(detail -> detail.put("volumeId", VOLUME)),
                        "VOLUME",
                        "",
                        "",
                        VOLUME),
                argumentSet(
                        "of a response",
                        "ec2",
                        "CreateSnapshot",
                        response(detail -> detail.put("snapshotId", SNAPSHOT)),
                        "SNAPSHOT",
                        "",
                        "",
                        SNAPSHOT),
                argumentSet(
                        "without the id",
                        "ec2",
                        "RevokeSecurityGroupIngress",
                        request(detail -> detail.put("groupName", "web")),
                        "SECURITY_GROUP",
                        "SECURITY_GROUP",
                        "SECURITY_GROUP",
                        ""),
                argumentSet(
                        "tags of several",
                        "ec2",
                        "CreateTags",
                        request(detail -> detail.putObject("resourcesSet")
                                .putArray("items")
                                .add(detail.objectNode().put("resourceId", GROUP))
                                .add(detail.objectNode().put("resourceId", VOLUME))),
                        "SECURITY_GROUP VOLUME",
                        "",
                        "",
                        GROUP + " " + VOLUME),
                argumentSet(
                        "an attachment, which is no interface",
                        "ec2",
                        "DetachNetworkInterface",
                        request(detail -> detail.put("attachmentId", "eni-attach-0123456789abcdef0")),
                        "INSTANCE NETWORK_INTERFACE",
                        "INSTANCE NETWORK_INTERFACE",
                        "INSTANCE NETWORK_INTERFACE",
                        ""),
                argumentSet(
                        "an address that another interface may have had",
                        "ec2",
                        "AssociateAddress",
                        request(detail -> detail.put("instanceId", INSTANCE)),
                        "ELASTIC_IP INSTANCE NETWORK_INTERFACE",
                        "ELASTIC_IP INSTANCE NETWORK_INTERFACE",
                        "ELASTIC_IP NETWORK_INTERFACE",
                        INSTANCE),
                argumentSet(
                        "groups of an instance's interface",
                        "ec2",
                        "ModifyNetworkInterfaceAttribute",
                        request(detail -> detail.put("networkInterfaceId", "eni-0123456789abcdef0")),
                        "INSTANCE NETWORK_INTERFACE",
                        "INSTANCE",
                        "INSTANCE",
                        "eni-0123456789abcdef0"),
                argumentSet(
                        "tags of a key by its id alone",
                        "kms",
                        "TagResource",
                        request(detail -> detail.put("keyId", KEY)),
                        "KMS_KEY",
                        "KMS_KEY",
                        "KMS_KEY",
                        KEY),
                argumentSet(
                        "a kind that is listed as a whole",
                        "kms",
                        "PutKeyPolicy",
                        request(detail ->
                                detail.put("keyId", KEY).put("policy", "{\"Id\":\"i-0123456789abcdef0 secret\"}")),
                        "KMS_KEY",
                        "KMS_KEY",
                        "KMS_KEY",
                        KEY + " " + INSTANCE),
                argumentSet(
                        "an attachment, of which tables get routes",
                        "ec2",
                        "CreateTransitGatewayVpcAttachment",
                        response(detail -> detail.put("transitGatewayAttachmentId", ATTACHMENT)),
                        "TRANSIT_GATEWAY_ATTACHMENT TRANSIT_GATEWAY_ROUTE_TABLE",
                        "TRANSIT_GATEWAY_ATTACHMENT TRANSIT_GATEWAY_ROUTE_TABLE",
                        "TRANSIT_GATEWAY_ROUTE_TABLE",
                        ATTACHMENT));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aCallIsReadWithItsKindsAndIds(
            String service,
            String name,
            Consumer<ObjectNode> detail,
            String kinds,
            String whole,
            String unnamed,
            String ids) {
        // when
        List<EventReading> read = READER.read(EventBody.call(ACCOUNT, REGION, service, name, detail));

        // then
        assertThat(read)
                .containsExactly(new Change(
                        name, ACCOUNT, REGION, kinds(kinds), kinds(whole), kinds(unnamed), Set.copyOf(words(ids))));
    }

    @Test
    void whatBelongsToTheAccountAsAWholeIsOfNoRegion() {
        // when
        List<EventReading> read =
                READER.read(EventBody.call(ACCOUNT, "us-east-1", "iam", "PutRolePolicy", detail -> {}));

        // then
        assertThat(read).singleElement().isInstanceOfSatisfying(Change.class, change -> {
            assertThat(change.region()).isEqualTo("global");
            assertThat(change.kinds()).isEqualTo(kinds("ROLE POLICY"));
        });
    }

    @Test
    void nothingButIdsIsTakenFromParameters() {
        // when
        List<EventReading> read = READER.read(EventBody.call(
                ACCOUNT,
                REGION,
                "ec2",
                "ModifyInstanceAttribute",
                request(detail -> detail.put("instanceId", INSTANCE).put("userData", "password=hunter2 sk-12345678"))));

        // then
        assertThat(read)
                .singleElement()
                .isInstanceOfSatisfying(
                        Change.class,
                        change -> assertThat(change.resourceIds()).allMatch(id -> !id.contains("hunter")));
    }

    @ParameterizedTest
    @CsvSource({"CreateAccountResult", "AcceptHandshake", "RemoveAccountFromOrganization", "CloseAccount", "MoveAccount"
    })
    void anEventOfMembershipConcernsTheOrganization(String name) {
        assertThat(READER.read(EventBody.call("111111111111", "us-east-1", "organizations", name, detail -> {})))
                .containsExactly(new Membership(name));
    }

    static List<Arguments> ignored() {
        return List.of(
                argumentSet("a call that failed", "ec2", "DeleteVolume", put("errorCode", "Client.VolumeInUse")),
                argumentSet("a call that reads", "ec2", "DescribeVolumes", put("x", "y")),
                argumentSet("read-only, as AWS says", "kms", "CreateGrant", (Consumer<ObjectNode>)
                        detail -> detail.put("readOnly", true)),
                argumentSet(
                        "tags of things that are not read",
                        "ec2",
                        "CreateTags",
                        request(detail -> detail.put("resourceId", "r-0123456789abcdef0"))),
                argumentSet("of another service", "s3", "DeleteBucket", put("x", "y")),
                argumentSet("of an organization's policy", "organizations", "UpdatePolicy", put("x", "y")));
    }

    @ParameterizedTest
    @MethodSource("ignored")
    void whatChangesNothingThatIsReadIsIgnored(String service, String name, Consumer<ObjectNode> detail) {
        assertThat(READER.read(EventBody.call(ACCOUNT, REGION, service, name, detail)))
                .containsExactly(new Ignored());
    }

    static List<Arguments> unreadable() {
        return List.of(
                argumentSet("empty", "", Reason.NOT_AN_EVENT),
                argumentSet("text", "hello", Reason.NOT_JSON),
                argumentSet("cut off", "{\"source\":", Reason.NOT_JSON),
                argumentSet("two events", "{} {}", Reason.NOT_JSON),
                argumentSet("deep", "[".repeat(5_000), Reason.NOT_JSON),
                argumentSet("a list", "[1]", Reason.NOT_AN_EVENT),
                argumentSet("a number", "12", Reason.NOT_AN_EVENT),
                argumentSet("null", "null", Reason.NOT_AN_EVENT),
                argumentSet("another object", "{\"Records\":[]}", Reason.NOT_AN_EVENT),
                argumentSet("too large", " ".repeat((1 << 20) + 1), Reason.TOO_LARGE),
                argumentSet(
                        "a call without a name",
                        EventBody.call(ACCOUNT, REGION, "ec2", "", detail -> {}),
                        Reason.NOT_AN_EVENT),
                argumentSet(
                        "a name that is none",
                        EventBody.call(ACCOUNT, REGION, "ec2", "Run\nInstances", detail -> {}),
                        Reason.NOT_AN_EVENT),
                argumentSet(
                        "no account",
                        EventBody.call("me", REGION, "ec2", "RunInstances", detail -> {}),
                        Reason.UNKNOWN_ACCOUNT),
                argumentSet(
                        "no region",
                        EventBody.call(ACCOUNT, "moon", "ec2", "RunInstances", detail -> {}),
                        Reason.UNKNOWN_REGION));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void whatIsNoEventIsToldWithAReason(String body, Reason reason) {
        assertThat(READER.read(body)).containsExactly(new Unreadable(reason));
    }

    @Property(tries = 500)
    void noTextMakesItFail(@ForAll String body, @ForAll String part) {
        assertThat(READER.read(body)).singleElement().isInstanceOf(Unreadable.class);
        assertThat(READER.read(EventBody.call(ACCOUNT, REGION, "ec2", part, put(part, body))))
                .isNotEmpty();
    }

    private static Consumer<ObjectNode> request(Consumer<ObjectNode> parameters) {
        return detail -> parameters.accept(detail.putObject("requestParameters"));
    }

    private static Consumer<ObjectNode> response(Consumer<ObjectNode> elements) {
        return detail -> elements.accept(detail.putObject("responseElements"));
    }

    private static Consumer<ObjectNode> put(String name, String value) {
        return detail -> detail.put(name, value);
    }

    private static Set<ResourceKind> kinds(String names) {
        return words(names).stream().map(ResourceKind::valueOf).collect(Collectors.toSet());
    }

    private static List<String> words(String words) {
        return Stream.of(words)
                .flatMap(all -> Arrays.stream(all.split(" ", -1)))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
