package io.muster.scan.event;

import io.muster.aws.queue.QueueMessage;
import io.muster.inventory.Batch;
import io.muster.inventory.StorableText;
import io.muster.platform.Sha256;
import io.muster.scan.event.EventReading.Reason;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A message that could not be read, as it is kept: its body may hold anything, so that no more than a hash of it is.
 *
 * @param messageId SQS's
 * @param sha256    of the body in UTF-8, in hexadecimal digits
 */
record SetAside(String messageId, String sha256, Reason reason) {

    private static final String ADD = """
            insert into event_set_aside (message_id, sha256, reason, at)
            select message_id, sha256, reason, $4 from unnest($1::text[], $2::text[], $3::text[]) as new (message_id, sha256, reason)
            on conflict (message_id) do update set at = excluded.at, reason = excluded.reason
            """;

    private static final String FORGET = """
            delete from event_set_aside where message_id in
                (select message_id from event_set_aside order by at desc, message_id offset $1 for update skip locked)
            """;

    private static final int LONGEST_ID = 100;

    static SetAside of(QueueMessage message, Reason reason) {
        String id = StorableText.of(message.id());
        return new SetAside(
                id.length() <= LONGEST_ID ? id : id.substring(0, LONGEST_ID), Sha256.hex(message.body()), reason);
    }

    /**
     * Keeps messages, in the caller's transaction; of all, the last ones. One that was received more than once is kept once: no
     * statement may write a row twice.
     */
    static Uni<Void> keep(SqlConnection connection, List<SetAside> messages, Instant at, int most) {
        if (messages.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        List<SetAside> sorted = List.copyOf(messages.stream()
                .collect(Collectors.toMap(SetAside::messageId, message -> message, (one, other) -> other, TreeMap::new))
                .values());
        Tuple rows = Tuple.tuple()
                .addArrayOfString(Batch.column(sorted, SetAside::messageId, new String[0]))
                .addArrayOfString(Batch.column(sorted, SetAside::sha256, new String[0]))
                .addArrayOfString(
                        Batch.column(sorted, message -> message.reason().name(), new String[0]))
                .addValue(at.atOffset(ZoneOffset.UTC));
        return connection
                .preparedQuery(ADD)
                .execute(rows)
                .chain(() -> connection.preparedQuery(FORGET).execute(Tuple.of(most)))
                .replaceWithVoid();
    }
}
