package io.muster.collect;

import io.muster.inventory.Resource;
import io.muster.inventory.Unread;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The outcome of an attempt to list a cell. Its resources are in the order of their ARNs, each once: where AWS lists one
 * twice, as it may when a listing changes between two pages, the last counts.
 */
public sealed interface Collection<T extends Record> {

    /** The resources that were read. */
    List<Resource<T>> resources();

    /** The operations that failed, with their reasons; empty for a complete answer and no other. */
    List<Gap> gaps();

    /** The resources that were asked for and not read. */
    Unread unread();

    /** The same outcome with each resource as the function makes it; the function leaves its ARN as it is. */
    Collection<T> map(UnaryOperator<Resource<T>> change);

    /** A complete listing: a resource that it does not hold does not exist any more. */
    record Complete<T extends Record>(List<Resource<T>> resources) implements Collection<T> {

        public Complete {
            resources = distinct(resources);
        }

        @Override
        public List<Gap> gaps() {
            return List.of();
        }

        @Override
        public Complete<T> map(UnaryOperator<Resource<T>> change) {
            return new Complete<>(resources.stream().map(change).toList());
        }

        @Override
        public Unread unread() {
            return Unread.nothing();
        }
    }

    /**
     * Less than a complete listing.
     *
     * @param resources those that were read; a fact that could not be read is null in them
     * @param unread    the resources that may exist beside them; none where only facts are missing
     * @param gaps      at least one
     */
    record Partial<T extends Record>(List<Resource<T>> resources, Unread unread, List<Gap> gaps)
            implements Collection<T> {

        public Partial {
            resources = distinct(resources);
        }

        @Override
        public Partial<T> map(UnaryOperator<Resource<T>> change) {
            return new Partial<>(resources.stream().map(change).toList(), unread, gaps);
        }
    }

    /**
     * No listing at all.
     *
     * @param gaps at least one
     */
    record Failed<T extends Record>(List<Gap> gaps) implements Collection<T> {

        @Override
        public List<Resource<T>> resources() {
            return List.of();
        }

        @Override
        public Failed<T> map(UnaryOperator<Resource<T>> change) {
            return this;
        }

        @Override
        public Unread unread() {
            return Unread.everythingElse();
        }
    }

    /**
     * A complete answer about single resources, which says nothing of the others of the cell.
     *
     * @param asked the ARNs that were asked for: one of them that was not read does not exist any more
     */
    record Named<T extends Record>(List<Resource<T>> resources, Set<String> asked) implements Collection<T> {

        public Named {
            resources = distinct(resources);
            asked = Set.copyOf(asked);
        }

        @Override
        public List<Gap> gaps() {
            return List.of();
        }

        @Override
        public Unread unread() {
            return Unread.nothing();
        }

        @Override
        public Named<T> map(UnaryOperator<Resource<T>> change) {
            return new Named<>(resources.stream().map(change).toList(), asked);
        }
    }

    /**
     * One operation that failed.
     *
     * @param operation service and operation as IAM spells them, for example {@code ec2:DescribeVolumes}
     * @param errorCode AWS's error code, or the kind of the connection's failure
     * @param message   AWS's words, with the items that it cost where it cost single ones
     */
    record Gap(String operation, String errorCode, String message) {}

    /** Sorted in place: a map by the ARNs of a region's hundred thousand resources takes many times their references. */
    private static <T extends Record> List<Resource<T>> distinct(List<Resource<T>> resources) {
        List<Resource<T>> sorted = new ArrayList<>(resources);
        sorted.sort(Resource.BY_ARN); // which leaves equal ones in their order
        int kept = 0;
        for (int i = 0; i < sorted.size(); i++) {
            boolean isLast = i + 1 == sorted.size() || Resource.BY_ARN.compare(sorted.get(i), sorted.get(i + 1)) != 0;
            if (isLast) {
                sorted.set(kept++, sorted.get(i));
            }
        }
        return List.copyOf(sorted.subList(0, kept));
    }
}
