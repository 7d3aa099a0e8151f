package io.muster.platform;

import jakarta.ws.rs.Priorities;

/**
 * The order of the steps of an HTTP call: first the filters of the server, the highest number first, then the routes, of which
 * Quarkus's REST is one, then its own filters, the lowest number first.
 *
 * <p>A filter of priority <i>p</i> is a route of order <i>-p</i> to Vert.x. Quarkus's own steps stand between these: it asks who
 * calls at {@link #QUARKUS_AUTHENTICATION}, and SmallRye's GraphQL endpoint is a route of order -99.
 */
public final class HttpOrder {

    /** Notes that the head is complete, before any step waits. */
    public static final int SLOW_HEADS = 1_050;

    /** Gives the call its id, which all later answers, refusals and log lines carry. */
    public static final int REQUEST_ID = 1_000;

    /** Watches the body before any step reads it or waits for it. */
    public static final int SLOW_BODIES = 950;

    /** Refuses calls of other sites' pages before a browser's credentials are used. */
    public static final int CROSS_SITE = 900;

    /** Quarkus selects the authentication mechanism: its filter is registered before those of Muster that have this number. */
    public static final int QUARKUS_AUTHENTICATION = 200;

    /** Refuses callers that are not admitted, after authentication and before any resource is looked up. */
    public static final int ADMISSION = 150;

    /** Refuses paths that REST would decode twice; the caller is admitted by then, so that other callers learn no paths. */
    public static final int PLAIN_PATHS = 140;

    /** Refuses a body by its stated length, just before Quarkus would do so without a problem document. */
    public static final int BODY_LIMIT = 100;

    /** Bounds what is read of a body, once Quarkus has noted its own bound in the step before. */
    public static final int BODY_READING = 1;

    /** The routes of GraphQL: behind the filters, and before SmallRye's own endpoint on the same path. */
    public static final int GRAPHQL_ROUTE = -101;

    /** Refuses REST calls about accounts outside the caller's scope, with JAX-RS's priority for authorization. */
    public static final int REST_ACCOUNT_SCOPE = Priorities.AUTHORIZATION;

    /** Refuses new work while the replica stops, after authorization. */
    public static final int REST_NEW_WORK = Priorities.AUTHORIZATION + 1;

    /** Refuses bodies in an encoding that is not read. */
    public static final int REST_PLAIN_BODY = Priorities.AUTHORIZATION + 2;

    /** Refuses calls that take no answer of the resource, after authorization. */
    public static final int REST_ACCEPTED_TYPES = Priorities.AUTHORIZATION + 3;

    /** Refuses texts that PostgreSQL cannot hold, before any step asks the database for them. */
    public static final int REST_STORABLE_TEXT = Priorities.USER;

    /** Refuses accounts in parameters that do not exist, which asks the database. */
    public static final int REST_KNOWN_NAMES = Priorities.USER + 1;

    /** Refuses scans that do not exist, which asks the database. */
    public static final int REST_KNOWN_SCAN = Priorities.USER + 1;

    /** Answers a repeated call with the answer to the first one; the last step, so that a refused call uses up no key. */
    public static final int REST_IDEMPOTENCY = Priorities.USER + 2;

    private HttpOrder() {}
}
