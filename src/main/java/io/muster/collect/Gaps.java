package io.muster.collect;

import io.muster.aws.AwsFailure;
import io.muster.aws.AwsOperation;
import io.muster.collect.Collection.Gap;
import io.muster.platform.StructuredLog;
import jakarta.annotation.Nullable;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The gaps of one cell: one for each operation and error code. Items are looked up concurrently, and the same gap must have the same
 * text: it has the message of the reason that most items have, and names the first of the items by their names.
 */
final class Gaps {

    private static final StructuredLog LOG = StructuredLog.of(Gaps.class);

    /** How many items a gap names: a cell may have thousands of items that are refused for one reason. */
    private static final int ITEMS_NAMED = 5;

    /** How many reasons are told apart: AWS has a handful, each for some policies. */
    private static final int MOST_REASONS = 50;

    /** Where AWS says why it refuses, behind the item that it refuses. */
    private static final Pattern REASON = Pattern.compile(" because | with an explicit deny ");

    /** What of a message is the same for all items; empty where it gives no reason. */
    private static String reason(String message) {
        Matcher reason = REASON.matcher(message);
        return reason.find() ? message.substring(reason.start()) : "";
    }

    /**
     * The messages of one reason.
     *
     * @param message the first of them in their order
     */
    private record Told(String message, int items) {

        Told and(Told other) {
            return new Told(message.compareTo(other.message) <= 0 ? message : other.message, items + other.items);
        }
    }

    private record Key(String operation, String errorCode) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byOperation = operation.compareTo(other.operation);
            return byOperation != 0 ? byOperation : errorCode.compareTo(other.errorCode);
        }
    }

    private static final class Cost {
        private final Map<String, Told> reasons = new TreeMap<>();
        private final PriorityQueue<String> items = new PriorityQueue<>(Comparator.reverseOrder());
        private int count;

        void add(String message, @Nullable String item) {
            String reason = reason(message);
            reasons.merge(
                    reasons.size() < MOST_REASONS || reasons.containsKey(reason) ? reason : "",
                    new Told(message, 1),
                    Told::and);
            if (item != null) {
                count++;
                items.add(item);
                if (items.size() > ITEMS_NAMED) {
                    items.remove();
                }
            }
        }

        private String message() {
            return Collections.max(reasons.values(), Comparator.comparingInt(Told::items))
                    .message();
        }

        String text() {
            String message = message();
            if (count == 0) {
                return message;
            }
            String named = String.join(", ", items.stream().sorted().toList());
            String others = count > items.size() ? " and " + (count - items.size()) + " more" : "";
            return message + " (" + named + others + ")";
        }
    }

    private final Map<Key, Cost> costs = new TreeMap<>();

    /** Notes a call that failed, or an answer that could not be handled. */
    void add(AwsOperation operation, Throwable thrown) {
        add(operation, thrown, null);
    }

    /** Notes a failure that concerns the item alone. */
    void add(AwsOperation operation, Throwable thrown, @Nullable String item) {
        AwsFailure failure = failure(operation, thrown);
        Key key = new Key(failure.operation(), failure.errorCode());
        if (!costs.containsKey(key)) {
            costs.put(key, new Cost());
            logOnce(operation, failure, thrown);
        }
        costs.get(key).add(failure.message(), thrown instanceof UnreadableItem lacking ? named(lacking, item) : item);
    }

    private static String named(UnreadableItem lacking, @Nullable String item) {
        return item == null ? lacking.part() : lacking.part() + " of " + item;
    }

    private static AwsFailure failure(AwsOperation operation, Throwable thrown) {
        return thrown instanceof UnreadableItem
                ? new AwsFailure(
                        operation.action(), AwsFailure.UNREADABLE_ANSWER, "AWS left out a required part of its answer")
                : AwsFailure.of(operation, thrown);
    }

    /** Logged once for all items: an error in Muster may repeat for thousands of them. */
    private static void logOnce(AwsOperation operation, AwsFailure failure, Throwable thrown) {
        if (failure.errorCode().equals(AwsFailure.INTERNAL)) {
            LOG.with("operation", operation.action()).error("An answer of AWS could not be handled", thrown);
        }
    }

    List<Gap> list() {
        return costs.entrySet().stream()
                .map(cost -> new Gap(
                        cost.getKey().operation(),
                        cost.getKey().errorCode(),
                        cost.getValue().text()))
                .toList();
    }
}
