package io.muster.collect;

import io.muster.aws.AwsOperation;
import io.muster.collect.Collection.Gap;
import io.muster.inventory.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Collects the result of a listing while it is read: the items, those left out, and the reasons. Not thread-safe. */
final class Harvest<R> {

    private List<R> items = new ArrayList<>();
    private final Gaps gaps = new Gaps();
    private final List<Gap> inherited = new ArrayList<>();
    private Unread unread = Unread.nothing();

    /**
     * Adds an item, or leaves it out with a gap where it cannot be read.
     *
     * @param operation the operation whose answer holds it
     * @param position  where in the answer it is
     */
    void add(AwsOperation operation, String position, Supplier<? extends R> item) {
        try {
            items.add(item.get());
        } catch (UnreadableItem unreadable) {
            leaveOut(operation, position, unreadable);
        } catch (RuntimeException unexpected) {
            gaps.add(operation, unexpected, position);
            unread = Unread.everythingElse();
        }
    }

    private void leaveOut(AwsOperation operation, String position, UnreadableItem item) {
        String arn = item.arn();
        gaps.add(operation, item, arn == null ? position : position + ", " + arn.substring(arn.lastIndexOf(':') + 1));
        unread = unread.and(arn == null ? Unread.everythingElse() : Unread.only(List.of(arn)));
    }

    /** Notes that a fact of an item could not be looked up. */
    void withoutFact(AwsOperation operation, Throwable thrown, String item) {
        gaps.add(operation, thrown, item);
    }

    /** Notes that an item, whose gap is noted, was not read: it may exist. */
    void unread(String arn) {
        unread = unread.and(Unread.only(List.of(arn)));
    }

    /** Notes that facts from another listing are unknown. */
    void withoutFacts(List<Gap> reasons) {
        inherited.addAll(reasons);
    }

    /** Notes that the listing was broken off: the items that were read until then count. */
    void cutOff(AwsOperation operation, Throwable thrown) {
        gaps.add(operation, thrown);
        unread = Unread.everythingElse();
    }

    /** Takes over the gaps of another listing, from which this one is made. */
    void leaveOpen(Reading<?> other) {
        unread = unread.and(other.unread());
        inherited.addAll(other.gaps());
    }

    /** Takes over the items of another reading, with its gaps. */
    void takeOver(Reading<R> other) {
        items.addAll(other.items());
        leaveOpen(other);
    }

    /** Returns the result and releases its items; to be called once. */
    Reading<R> reading() {
        List<Gap> all = new ArrayList<>(inherited);
        all.addAll(gaps.list());
        List<R> read = List.copyOf(items);
        items = List.of();
        return new Reading<>(read, unread, List.copyOf(all));
    }
}
