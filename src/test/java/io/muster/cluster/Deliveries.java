package io.muster.cluster;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The deliveries of webhooks in the cluster's database, as their rows stand. */
record Deliveries(String database) {

    /**
     * One delivery.
     *
     * @param key   its event, which the receiver is told as Idempotency-Key
     * @param owner the replica that attempts it now; null where none does
     */
    record Delivery(String key, String finding, long sequence, String state, int attempts, String owner) {}

    /** All, in the order in which they came to be. */
    List<Delivery> all() {
        List<Delivery> deliveries = new ArrayList<>();
        try (Connection connection = Tasks.connect(database);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select d.event_id, d.finding_id, e.sequence, d.state, d.attempts,"
                                + " case when d.leased_until > now() then d.leased_by end"
                                + " from webhook_delivery d join finding_event e on e.id = d.event_id order by d.id")) {
            while (row.next()) {
                deliveries.add(new Delivery(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getString(6)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return deliveries;
    }

    List<Delivery> underWay() {
        return all().stream().filter(delivery -> delivery.owner() != null).toList();
    }
}
