package io.muster.collect;

import io.muster.aws.AwsFailure;
import io.muster.aws.AwsOperation;
import io.muster.collect.Collection.Gap;
import io.muster.platform.StructuredLog;
import jakarta.annotation.Nullable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The gaps of one cell: one for each operation and error code, naming the first of the items that were left out. */
final class Gaps {

    private static final StructuredLog LOG = StructuredLog.of(Gaps.class);

    /** How many items a gap names: a cell may have thousands of items that are refused for one reason. */
    private static final int ITEMS_NAMED = 5;

    private record Key(String operation, String errorCode) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byOperation = operation.compareTo(other.operation);
            return byOperation != 0 ? byOperation : errorCode.compareTo(other.errorCode);
        }
    }

    private static final class Cost {
        private final String message;
        private final List<String> items = new ArrayList<>();
        private int count;

        private Cost(String message) {
            this.message = message;
        }

        void add(@Nullable String item) {
            if (item != null) {
                count++;
                if (items.size() < ITEMS_NAMED) {
                    items.add(item);
                }
            }
        }

        /** Sorted, because items are looked up concurrently and the same gap must have the same text. */
        String text() {
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
            costs.put(key, new Cost(failure.message()));
            logOnce(operation, failure, thrown);
        }
        costs.get(key).add(thrown instanceof UnreadableItem lacking ? named(lacking, item) : item);
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
