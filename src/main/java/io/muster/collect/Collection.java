package io.muster.collect;

import io.muster.inventory.Resource;
import java.util.List;

/** What a collector brought home: everything, proven by a last page, or less, with the reason. */
public sealed interface Collection<T extends Record> {

    /** What may be relied on: all of the cell, or for an incomplete one what was read of it for certain. */
    List<Resource<T>> resources();

    /** A complete listing: what it does not hold is gone. */
    record Complete<T extends Record>(List<Resource<T>> resources) implements Collection<T> {}

    /**
     * An incomplete listing: nothing may be concluded from an absence.
     *
     * @param resources what was read for certain all the same; a list that was cut off brings none
     */
    record Incomplete<T extends Record>(List<Resource<T>> resources, List<Gap> gaps) implements Collection<T> {}

    /**
     * One operation that failed.
     *
     * @param operation service and operation as IAM spells them, for example {@code ec2:DescribeVolumes}
     * @param errorCode AWS's error code, or the kind of the connection's failure
     */
    record Gap(String operation, String errorCode, String message) {}
}
