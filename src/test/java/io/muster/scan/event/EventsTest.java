package io.muster.scan.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.aws.AwsAccess;
import io.muster.aws.AwsConfig;
import io.muster.aws.AwsStandIn;
import io.muster.aws.CannedAws;
import io.muster.aws.TestClients;
import io.muster.aws.queue.MessageQueue;
import io.muster.demo.DemoFaults;
import io.muster.platform.Settings;
import io.muster.scan.Lab;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.core.Vertx;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** From messages in a queue of moto's to changes of the inventory of the demo cloud. */
@QuarkusTest
class EventsTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String SECRET = "hunter2";

    @Inject
    Lab lab;

    @Inject
    EventParts parts;

    @Inject
    DemoFaults faults;

    @Inject
    Vertx vertx;

    private final String name = "events-" + UUID.randomUUID();
    private TestClients clients;
    private SqsClient sqs;
    private EventReceiver receiver;

    @BeforeEach
    void reset() {
        lab.reset();
        lab.truncate("event_wish, event_set_aside");
        URI endpoint = AwsStandIn.endpoint();
        clients = TestClients.at(endpoint, Map.of("max-attempts", "1", "request-timeout", "6s"));
        sqs = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .build();
        EventMetrics metrics = parts.metrics();
        AwsConfig aws = Settings.of(AwsConfig.class, Map.of("muster.aws.request-timeout", "6s"));
        receiver = new EventReceiver(
                parts.config(), aws, clients.clients(), parts.inbox(metrics), parts.scans(), metrics, vertx);
    }

    @AfterEach
    void stop() {
        receiver.close(null);
        receiver.stop(null);
        clients.close();
        sqs.close();
        lab.truncate("event_wish, event_set_aside");
        lab.reset();
    }

    @Test
    void anEventAsksForItsResourcesAlone() {
        // given
        lab.scan();
        String completeAt = lab.text("select max(last_complete_at)::text from cell where kind = 'INSTANCE'");
        String instance = lab.running().instanceId();
        lab.alter(
                Instance.class,
                instance,
                seen -> seen.toBuilder().state(s -> s.code(80).name("stopped")).build());
        receiver.open(queue(create()));

        // when
        send(EventBody.stateChange(Lab.ACCOUNT, Lab.REGION, instance, "stopped"));

        // then
        await().atMost(LIMIT).until(() -> state(instance).equals("STOPPED"));
        await().atMost(LIMIT)
                .until(() -> lab.number("select count(*) from scan where status in ('QUEUED', 'RUNNING')") == 0);
        assertThat(lab.text("select trigger || ': ' || reason || ': ' || status from scan order by id desc limit 1"))
                .isEqualTo("EVENT: EC2 Instance State-change Notification: SUCCEEDED");
        assertThat(lab.text("select max(last_complete_at)::text from cell where kind = 'INSTANCE'"))
                .as("nothing is said of the other instances")
                .isEqualTo(completeAt);
        assertThat(lab.text("select max(last_complete_at)::text from cell where kind = 'NETWORK_INTERFACE'"))
                .as("interfaces are listed as a whole, for the event names none")
                .isGreaterThan(completeAt);
        assertThat(left()).isZero();
    }

    @Test
    void anEventOnAResourceThatTheLastListingDidNotReadAsksForAllOfItsKind() {
        // given
        faults.deny("ec2:DescribeVolumes");
        lab.scan();
        faults.clear();
        String volume = lab.demo(Volume.class).get(0).volumeId();
        receiver.open(queue(create()));

        // when
        send(EventBody.call(
                Lab.ACCOUNT,
                Lab.REGION,
                "ec2",
                "ModifyVolume",
                detail -> detail.putObject("requestParameters").put("volumeId", volume)));

        // then
        await().atMost(LIMIT)
                .until(() ->
                        lab.number("select count(*) from scan where trigger = 'EVENT' and status = 'SUCCEEDED'") == 1);
        assertThat(lab.text("select state from cell where kind = 'VOLUME'")).isEqualTo("COMPLETE");
        assertThat(lab.number("select count(*) from finding where resource_kind = 'VOLUME' and not stale"))
                .as("volumes are judged again")
                .isPositive();
    }

    @Test
    void whatCannotBeReadIsSetAsideWithoutItsBody() {
        // given
        receiver.open(queue(create()));

        // when
        send("my password is " + SECRET);
        send(EventBody.call("999999999999", Lab.REGION, "ec2", "RunInstances", detail -> {}));

        // then
        await().atMost(LIMIT).until(() -> lab.number("select count(*) from event_set_aside") == 2);
        assertThat(lab.rows("select reason, sha256 from event_set_aside order by reason"))
                .extracting(row -> row.getString(0) + " " + row.getString(1).length())
                .containsExactly("NOT_JSON 64", "UNKNOWN_ACCOUNT 64");
        assertThat(lab.text("select string_agg(aside::text, ' ') from event_set_aside aside"))
                .doesNotContain(SECRET);
        await().atMost(LIMIT).until(() -> left() == 0);
        assertThat(parts.meters()
                        .counter("muster.events", "outcome", "SET_ASIDE")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void whatCouldNotBeStoredComesAgain() {
        // given
        lab.execute("alter table event_wish add constraint refused check (events < 0)");
        String url = create();
        try {
            receiver.open(queue(url));
            send(EventBody.stateChange(Lab.ACCOUNT, Lab.REGION, "i-0123456789abcdef0", "pending"));
            await().atMost(LIMIT).until(() -> gauge() == 0);
            assertThat(left()).isOne();
        } finally {
            lab.execute("alter table event_wish drop constraint refused");
        }

        // then
        await().atMost(LIMIT).until(() -> lab.number("select count(*) from scan where trigger = 'EVENT'") == 1);
        await().atMost(LIMIT).until(() -> left() == 0 && gauge() == 1);
    }

    @Test
    void whatSqsDoesNotDeleteIsCounted() {
        // given
        CannedAws canned = new CannedAws();
        TestClients own = TestClients.at(canned.endpoint(), Map.of("max-attempts", "1"));
        canned.json(
                        "ReceiveMessage",
                        "{\"Messages\": [{\"MessageId\": \"m\", \"ReceiptHandle\": \"r\", \"Body\": \"no event\", \"MD5OfBody\": \"4472d1b98bd83d4fb374e34742d488d4\"}]}")
                .json("ReceiveMessage", "{\"Messages\": []}")
                .json(
                        "DeleteMessageBatch",
                        "{\"Successful\": [], \"Failed\": [{\"Id\": \"0\", \"Code\": \"ReceiptHandleIsInvalid\", \"SenderFault\": true}]}");

        // when
        receiver.open(new MessageQueue(
                own.clients(), AwsAccess.direct(AwsStandIn.ACCOUNT), Lab.REGION, canned.endpoint() + "/1/events"));

        // then
        await().atMost(LIMIT)
                .until(() -> parts.meters()
                                .counter("muster.events", "outcome", "NOT_DELETED")
                                .count()
                        == 1);
        receiver.close(null);
        receiver.stop(null);
        own.close();
        canned.close();
    }

    @Test
    void aQueueThatIsMadeLaterIsReadThen() {
        // given
        receiver.open(queue(AwsStandIn.endpoint() + "/" + AwsStandIn.ACCOUNT + "/" + name));
        await().atMost(LIMIT).until(() -> gauge() == 0);

        // when
        create();
        send("no event");

        // then
        await().atMost(LIMIT).until(() -> gauge() == 1);
        await().atMost(LIMIT).until(() -> lab.number("select count(*) from event_set_aside") == 1);
    }

    private String state(String instance) {
        return lab.text("select coalesce(attributes ->> 'state', 'RUNNING') from resource where kind = 'INSTANCE'"
                + " and resource_id = '"
                + instance + "'");
    }

    private String create() {
        return sqs.createQueue(r -> r.queueName(name).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1")))
                .queueUrl();
    }

    private MessageQueue queue(String url) {
        return new MessageQueue(clients.clients(), AwsAccess.direct(AwsStandIn.ACCOUNT), Lab.REGION, url);
    }

    private void send(String body) {
        sqs.sendMessage(r ->
                r.queueUrl(sqs.getQueueUrl(q -> q.queueName(name)).queueUrl()).messageBody(body));
    }

    private int left() {
        Map<QueueAttributeName, String> counts = sqs.getQueueAttributes(
                        r -> r.queueUrl(sqs.getQueueUrl(q -> q.queueName(name)).queueUrl())
                                .attributeNames(QueueAttributeName.ALL))
                .attributes();
        return Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
                + Integer.parseInt(counts.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
    }

    private double gauge() {
        return parts.meters().get("muster.events.queue.up").gauge().value();
    }
}
