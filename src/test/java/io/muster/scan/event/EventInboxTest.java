package io.muster.scan.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.muster.aws.queue.QueueMessage;
import io.muster.scan.Lab;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Volume;

/** From events that were taken to the scans that they ask for. */
@QuarkusTest
class EventInboxTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Inject
    Lab lab;

    @Inject
    EventParts parts;

    private EventInbox inbox;
    private EventScans eventScans;

    @BeforeEach
    void reset() {
        lab.reset();
        lab.truncate("event_wish, event_set_aside");
        inbox = parts.inbox();
        eventScans = parts.scans();
    }

    @AfterEach
    void forget() {
        lab.truncate("event_wish, event_set_aside");
        lab.reset();
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
        String instance = lab.running().instanceId();
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
                            .map(EventParts::message)
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
        assertThat(parts.meters().counter("muster.events", "outcome", "CHANGE").count())
                .isEqualTo(7_500);
        assertThat(parts.meters().counter("muster.events", "outcome", "IGNORED").count())
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
    void ofMessagesThatWereSetAsideTheLastAreKept() {
        // when
        for (int number = 0; number < 12; number++) {
            inbox.take(IntStream.range(0, 100)
                            .mapToObj(each -> EventParts.message("no event"))
                            .toList())
                    .await()
                    .atMost(LIMIT);
        }

        // then
        assertThat(lab.number("select count(*) from event_set_aside")).isEqualTo(1_000);
    }

    /** Standard queues hand a message out twice at times, with a receipt of its own for each copy. */
    @Test
    void copiesOfAMessageThatCannotBeReadCostNoOther() {
        // when
        inbox.take(List.of(
                        new QueueMessage("same", "receipt 1", "no event"),
                        new QueueMessage("same", "receipt 2", "no event"),
                        EventParts.message(call("DeleteVolume", "volumeId", "vol-0123456789abcdef0"))))
                .await()
                .atMost(LIMIT);

        // then
        assertThat(lab.rows("select message_id from event_set_aside"))
                .extracting(row -> row.getString(0))
                .containsExactly("same");
        assertThat(lab.number("select events from event_wish")).isOne();
    }

    private void take(String... bodies) {
        inbox.take(List.of(bodies).stream().map(EventParts::message).toList())
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

    private static String call(String event, String parameter, String id) {
        return EventBody.call(
                Lab.ACCOUNT,
                Lab.REGION,
                "ec2",
                event,
                detail -> detail.putObject("requestParameters").put(parameter, id));
    }
}
