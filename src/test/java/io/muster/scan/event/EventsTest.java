package io.muster.scan.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.muster.account.Accounts;
import io.muster.account.OrganizationConfig;
import io.muster.account.Organizations;
import io.muster.aws.AwsAccess;
import io.muster.aws.AwsConfig;
import io.muster.aws.AwsStandIn;
import io.muster.aws.TestClients;
import io.muster.aws.queue.Message;
import io.muster.aws.queue.MessageQueue;
import io.muster.inventory.kind.ResourceKind;
import io.muster.scan.Concerned;
import io.muster.scan.FirstScans;
import io.muster.scan.Lab;
import io.muster.scan.OrganizationAccounts;
import io.muster.scan.OtherOrganization;
import io.muster.scan.ScanRequest;
import io.muster.scan.Scans;
import io.muster.scan.event.EventReading.Change;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
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
    EventReader reader;

    @Inject
    OrganizationConfig organization;

    @Inject
    OrganizationAccounts accounts;

    @Inject
    Accounts registered;

    @Inject
    FirstScans firstScans;

    @Inject
    Scans scans;

    @Inject
    Pool pool;

    @Inject
    Vertx vertx;

    @Inject
    Clock clock;

    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final String name = "events-" + UUID.randomUUID();
    private TestClients clients;
    private SqsClient sqs;
    private EventInbox inbox;
    private EventScans eventScans;
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
        EventsConfig config = events();
        EventMetrics metrics = new EventMetrics(meters, clock);
        inbox = new EventInbox(reader, config, organization, metrics, pool, clock);
        eventScans = new EventScans(config, scans, accounts, pool);
        AwsConfig aws = config(AwsConfig.class, "muster.aws", Map.of("request-timeout", "6s"));
        receiver = new EventReceiver(config, aws, clients.clients(), inbox, eventScans, metrics, vertx);
    }

    private static <T> T config(Class<T> type, String prefix, Map<String, String> settings) {
        Map<String, String> prefixed = new HashMap<>();
        settings.forEach((key, value) -> prefixed.put(prefix + "." + key, value));
        return new SmallRyeConfigBuilder()
                .withMapping(type)
                .withConverter(Duration.class, 200, new DurationConverter())
                .withSources(new PropertiesConfigSource(prefixed, "test", 100))
                .build()
                .getConfigMapping(type);
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
        String instance = running().instanceId();
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
    void whatIsGoneIsDeletedAndNothingElseIs() {
        // given
        lab.scan();
        long volumes = lab.number("select count(*) from resource where kind = 'VOLUME' and deleted_at is null");
        List<Volume> all = lab.demo(Volume.class);
        String volume = all.get(all.size() - 1).volumeId();
        String other = all.get(all.size() - 2).volumeId();
        lab.remove(Volume.class, volume);
        lab.remove(Volume.class, other);
        String group = lab.demo(SecurityGroup.class).get(0).groupId();

        // when
        take(call("DeleteVolume", "volumeId", volume), call("RevokeSecurityGroupIngress", "groupId", group));
        ask();

        // then
        assertThat(lab.text("select (deleted_at is not null)::text from resource where resource_id = '" + volume + "'"))
                .isEqualTo("true");
        assertThat(lab.text("select (deleted_at is not null)::text from resource where resource_id = '" + other + "'"))
                .as("nobody asked for it")
                .isEqualTo("false");
        assertThat(lab.number("select resources from cell where kind = 'VOLUME'"))
                .isEqualTo(volumes - 1);
        assertThat(lab.number("select count(*) from scan where trigger = 'EVENT'"))
                .isOne();
        assertThat(lab.number("select sum(resources_seen) from scan_task join scan on scan.id = scan_id"
                        + " where trigger = 'EVENT'"))
                .as("the group")
                .isOne();
    }

    @Test
    void aStormMakesFewScans() {
        // given
        lab.execute("insert into account (account_id, enabled, regions, registered_at)"
                + " values ('888888888888', false, null, now())");
        String instance = running().instanceId();
        String group = lab.demo(SecurityGroup.class).get(0).groupId();

        // when
        for (int batch = 0; batch < 100; batch++) {
            inbox.take(IntStream.range(0, 100)
                            .mapToObj(number -> switch (number % 4) {
                                case 0 -> EventBody.stateChange(Lab.ACCOUNT, Lab.REGION, instance, "pending");
                                case 1 -> call("AuthorizeSecurityGroupIngress", "groupId", group);
                                case 2 ->
                                    EventBody.call(Lab.ACCOUNT, "us-east-1", "iam", "PutRolePolicy", detail -> {});
                                default -> EventBody.stateChange("888888888888", Lab.REGION, instance, "pending");
                            })
                            .map(EventsTest::message)
                            .toList())
                    .await()
                    .atMost(LIMIT);
        }
        assertThat(lab.rows("select region, events from event_wish order by region"))
                .extracting(row -> row.getString(0) + " " + row.getLong(1))
                .containsExactly("eu-central-1 5000", "global 2500");
        ask();

        // then
        assertThat(lab.rows("select reason from scan order by regions nulls last"))
                .extracting(row -> row.getString(0))
                .containsExactly(
                        "AuthorizeSecurityGroupIngress, EC2 Instance State-change Notification (5000 events)",
                        "PutRolePolicy (2500 events)");
        assertThat(meters.counter("muster.events", "outcome", "CHANGE").count()).isEqualTo(7_500);
        assertThat(meters.counter("muster.events", "outcome", "IGNORED").count())
                .isEqualTo(2_500);
    }

    @Test
    void eventsGatherWhileAScanOfTheirScopeIsUnderWay() {
        // given a scan that no replica takes
        lab.execute(
                "insert into scan (status, trigger, account_ids, regions, requested_at, behind)"
                        + " values ('RUNNING', 'EVENT', '{111111111111}', '{eu-central-1}', now() - interval '1 hour', interval '0')");

        // when
        take(call("DeleteVolume", "volumeId", "vol-0123456789abcdef0"));
        take(call("DeleteVolume", "volumeId", "vol-0123456789abcdef1"));
        eventScans.ask().await().atMost(LIMIT);

        // then
        assertThat(lab.number("select count(*) from scan")).isOne();
        assertThat(lab.number("select events from event_wish")).isEqualTo(2);

        // and when it has ended
        lab.execute("update scan set status = 'SUCCEEDED'");
        ask();
        assertThat(lab.number("select cardinality(resource_ids) from scan order by id desc limit 1"))
                .isEqualTo(2);
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
        assertThat(meters.counter("muster.events", "outcome", "SET_ASIDE").count())
                .isEqualTo(2);
    }

    @Test
    void ofMessagesThatWereSetAsideTheLastAreKept() {
        // when
        for (int number = 0; number < 12; number++) {
            inbox.take(IntStream.range(0, 100)
                            .mapToObj(each -> message("no event"))
                            .toList())
                    .await()
                    .atMost(LIMIT);
        }

        // then
        assertThat(lab.number("select count(*) from event_set_aside")).isEqualTo(1_000);
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

    @Test
    void aMembershipEventWithoutAnOrganizationIsIgnored() {
        // when
        take(EventBody.call("999999999999", "us-east-1", "organizations", "CloseAccount", detail -> {}));

        // then
        assertThat(lab.number("select count(*) from event_wish")).isZero();
        assertThat(meters.counter("muster.events", "outcome", "IGNORED").count())
                .isOne();
    }

    @Test
    void aMembershipEventBringsTheAccountsInStepOnce() {
        // given
        OrganizationConfig enabled = config(
                OrganizationConfig.class, "muster.organization", Map.of("enabled", "true", "account-id", Lab.ACCOUNT));
        EventsConfig config = events();
        EventInbox ofOrganization =
                new EventInbox(reader, config, enabled, new EventMetrics(meters, clock), pool, clock);

        // when
        ofOrganization
                .take(List.of(
                        message(EventBody.call(
                                "999999999999", "us-east-1", "organizations", "AcceptHandshake", detail -> {})),
                        message(EventBody.call(
                                "999999999999", "us-east-1", "organizations", "MoveAccount", detail -> {}))))
                .await()
                .atMost(LIMIT);
        assertThat(lab.text("select account_id || ' ' || region || ' ' || events from event_wish"))
                .isEqualTo("* organization 2");
        eventScans.follow().await().atMost(LIMIT);

        // then
        assertThat(lab.number("select count(*) from event_wish")).isZero();
        assertThat(meters.counter("muster.events", "outcome", "MEMBERSHIP").count())
                .isEqualTo(2);
    }

    @Test
    void anOrganizationThatCannotBeReadIsFollowedLater() {
        // given an account that is of no organization
        OrganizationAccounts outsider = OtherOrganization.accounts(
                Organizations.of(Map.of("account-id", "930000000001"), clients.clients(), registered),
                firstScans,
                scans);
        wishForOrganization();

        // when
        Throwable failure = new EventScans(events(), scans, outsider, pool)
                .follow()
                .onItemOrFailure()
                .transform((done, thrown) -> thrown)
                .await()
                .atMost(LIMIT);

        // then
        assertThat(failure).isNotNull();
        assertThat(lab.number("select count(*) from event_wish where due_at between now() + interval '1 minute'"
                        + " and now() + interval '3 minutes'"))
                .isOne();
        assertThat(outsider.follow()
                        .onItemOrFailure()
                        .transform((done, thrown) -> thrown)
                        .await()
                        .atMost(LIMIT))
                .as("the schedule goes on")
                .isNull();
    }

    @Test
    void aWishThatAnotherReplicaHasTakenSinceIsLeftToIt() {
        // given
        wishForOrganization();
        Wishes.OrganizationWish taken =
                Wishes.takeOrganization(pool).await().atMost(LIMIT).orElseThrow();
        lab.execute("update event_wish set due_at = due_at + interval '2 minutes'");

        // when
        Wishes.organizationDone(pool, taken).await().atMost(LIMIT);

        // then
        assertThat(lab.number("select count(*) from event_wish where due_at > now() + interval '3 minutes'"))
                .isOne();
    }

    @Test
    void aWishOfAnAccountThatIsGoneIsDroppedUnlessItIsHeld() {
        // given
        lab.execute(
                "insert into event_wish (account_id, region, kinds, whole_kinds, resource_ids, names, events, due_at)"
                        + " select account_id, 'eu-central-1', '{VOLUME}', '{VOLUME}', '{}', '{DeleteVolume}', 1, now() from"
                        + " unnest('{888888888881,888888888882}'::text[]) account_id");

        // when
        pool.withTransaction(holder -> holder.query(
                                "select 1 from event_wish where account_id = '888888888881' for update")
                        .execute()
                        .chain(held -> pool.withTransaction(taker -> Wishes.take(taker, Duration.ZERO))))
                .await()
                .atMost(LIMIT);

        // then
        assertThat(lab.text("select string_agg(account_id, ' ') from event_wish"))
                .isEqualTo("888888888881");
    }

    @Test
    void wishesOfAScopeKeepWhichOfThemNamedNothing() {
        // given one of a version that did not tell, and two that do
        Set<ResourceKind> volume = Set.of(ResourceKind.VOLUME);
        Set<ResourceKind> snapshot = Set.of(ResourceKind.SNAPSHOT);
        Set<String> named = Set.of("vol-0123456789abcdef0", "snap-0123456789abcdef0");
        lab.execute(
                "insert into event_wish (account_id, region, kinds, whole_kinds, resource_ids, names, events, due_at)"
                        + " values ($1, $2, '{KEY_PAIR}', '{KEY_PAIR}', '{}', '{Old}', 1, now())",
                Lab.ACCOUNT,
                Lab.REGION);
        add(new Change("A", Lab.ACCOUNT, Lab.REGION, volume, volume, volume, Set.of()));
        add(new Change("B", Lab.ACCOUNT, Lab.REGION, snapshot, snapshot, Set.of(), named));

        // when
        List<ScanRequest> taken = pool.withTransaction(taker -> Wishes.take(taker, Duration.ZERO))
                .await()
                .atMost(LIMIT);

        // then
        assertThat(taken)
                .singleElement()
                .extracting(ScanRequest::concerned)
                .isEqualTo(new Concerned(
                        named,
                        Set.of(ResourceKind.KEY_PAIR, ResourceKind.VOLUME, ResourceKind.SNAPSHOT),
                        Set.of(ResourceKind.KEY_PAIR, ResourceKind.VOLUME)));
    }

    private void add(Change change) {
        pool.withTransaction(connection -> Wishes.add(connection, List.of(Wish.of(change)), Duration.ZERO))
                .await()
                .atMost(LIMIT);
    }

    private void wishForOrganization() {
        pool.withTransaction(connection ->
                        Wishes.add(connection, List.of(Wish.ofOrganization("MoveAccount")), Duration.ZERO))
                .await()
                .atMost(LIMIT);
    }

    private static EventsConfig events() {
        return config(EventsConfig.class, "muster.events", Map.of("window", "0s", "interval", "0s"));
    }

    private Instance running() {
        return lab.demo(Instance.class).stream()
                .filter(instance -> instance.state().nameAsString().equals("running"))
                .findFirst()
                .orElseThrow();
    }

    private String state(String instance) {
        return lab.text("select coalesce(attributes ->> 'state', 'RUNNING') from resource where kind = 'INSTANCE'"
                + " and resource_id = '"
                + instance + "'");
    }

    private void take(String... bodies) {
        inbox.take(List.of(bodies).stream().map(EventsTest::message).toList())
                .await()
                .atMost(LIMIT);
    }

    /** Asks for what is due, and waits for the scans. */
    private void ask() {
        eventScans.ask().await().atMost(LIMIT);
        await().atMost(LIMIT)
                .until(() -> lab.number(
                                "select count(*) from scan where finished_at is null and status in ('QUEUED', 'RUNNING')")
                        == 0);
    }

    private static Message message(String body) {
        return new Message(UUID.randomUUID().toString(), "receipt", body);
    }

    private static String call(String event, String parameter, String id) {
        return EventBody.call(
                Lab.ACCOUNT,
                Lab.REGION,
                "ec2",
                event,
                detail -> detail.putObject("requestParameters").put(parameter, id));
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
        return meters.get("muster.events.queue.up").gauge().value();
    }
}
