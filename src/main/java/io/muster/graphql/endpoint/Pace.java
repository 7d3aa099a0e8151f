package io.muster.graphql.endpoint;

import io.smallrye.mutiny.Uni;

/** The pace at which a client reads its messages. */
interface Pace {

    String KEY = Pace.class.getName();

    /** The pace of clients that take an answer in one piece. */
    Pace ANY = () -> Uni.createFrom().voidItem();

    /** Completes when there is room for more. */
    Uni<Void> ready();

    /** Lets the client's next messages wait: they are handled in their order, one after the other. */
    default void hold() {}

    /** Handles the messages that have waited. */
    default void goOn() {}
}
