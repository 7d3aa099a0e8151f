package io.muster.collect;

import io.muster.inventory.Documents;
import io.muster.inventory.kind.Operator;
import jakarta.annotation.Nullable;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.services.ec2.model.OperatorResponse;

/** Values in the one form in which they are stored, independent of the order and spelling in AWS's answer. */
final class Canonical {

    /** The states in which EC2 still lists a link that has ended or was never established. */
    private static final Set<String> UNLINKED = Set.of("detached", "disassociated", "failed");

    /** The order of texts that AWS may leave out. */
    static final Comparator<String> TEXTS = Comparator.nullsFirst(Comparator.naturalOrder());

    private Canonical() {}

    /** The values, sorted and without absent or repeated ones: AWS promises no order, and a new order is not a change. */
    static List<String> strings(Stream<String> values) {
        return values.filter(Objects::nonNull).distinct().sorted().toList();
    }

    /**
     * The ids, sorted and without repeated ones.
     *
     * @param part what lacks its id where one is absent: the resource would look more closed without it
     * @param arn  of the resource, which is left out then
     */
    static List<String> ids(String part, Stream<String> ids, String arn) {
        return strings(ids.map(id -> UnreadableItem.require(part, id, arn)));
    }

    /** The records, sorted by their documents: AWS promises no order, and no component identifies them. */
    static <T extends Record> List<T> records(Stream<T> records) {
        return records.sorted(Comparator.comparing(Documents::write)).toList();
    }

    /** A number that GraphQL's {@code Int} cannot hold, as text. */
    static @Nullable String text(@Nullable Long number) {
        return number == null ? null : number.toString();
    }

    static boolean isTrue(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }

    /** EC2's -1, which stands for all ports, ICMP types or codes, as absence. */
    static @Nullable Integer unlessAll(@Nullable Integer value) {
        return value == null || value == -1 ? null : value;
    }

    /**
     * Whether a link (an association of a route table, an attachment) may be in force, by EC2's state of it: one that is being
     * made or undone carries traffic and data at some time of that. A state that is absent or new to us counts.
     */
    static boolean linked(@Nullable String state) {
        return state == null || !UNLINKED.contains(state);
    }

    /** The operator of a resource, where AWS tells one. */
    static @Nullable Operator operator(@Nullable OperatorResponse operator) {
        return operator == null
                ? null
                : new Operator(isTrue(operator.managed()), operator.principal(), operator.hiddenByDefault());
    }

    /** Whether an associated address range is in force or about to be, by EC2's state of the association. */
    static boolean inForce(@Nullable String state) {
        return state == null || state.equals("associated") || state.equals("associating");
    }
}
