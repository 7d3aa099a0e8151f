package io.muster.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.query.JsonObject;
import io.muster.inventory.query.PageRequest;
import io.muster.inventory.query.Sql;
import io.muster.platform.AccountScope;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The state that the parts of one statement share, which answers a root field with all that is selected below it.
 *
 * @param point    the instant that the field is asked for
 * @param mostRows how many rows of a list below an entry are read at most
 * @param passing  whether a value of the answer changes with the time, or with rows of whose changes replicas are not told
 * @param filters  the filters of fields below, whose names are yet to be checked
 */
record JsonStatement(
        Arguments arguments,
        Selections selections,
        PointInTime point,
        int mostRows,
        Level.Names names,
        AtomicBoolean passing,
        List<Object> filters) {

    /** A longer statement is neither worth its plan nor kept by the driver. */
    private static final int LONGEST = 30_000;

    JsonStatement(DataFetchingEnvironment environment, RuleBook rules, PointInTime point, int batchRows) {
        this(
                new Arguments(environment, rules),
                new Selections(environment),
                point,
                batchRows + 1,
                new Level.Names(),
                new AtomicBoolean(),
                new ArrayList<>());
    }

    AccountScope accounts() {
        return CallContext.accounts(arguments.environment());
    }

    /** Says that a value of the answer changes while no row does that lists are made of. */
    void passes() {
        passing.set(true);
    }

    /** The expression of a field with such a value. */
    Sql passing(Sql expression) {
        passes();
        return expression;
    }

    /** Whether the answer stays as it is until such a row changes. */
    boolean lasts() {
        return !passing.get() && point.at() == null;
    }

    /** The instant for links and findings. */
    @Nullable
    Instant atOfLinks() {
        return point.ofLinks();
    }

    /** The name of a member, where PostgreSQL can have one of it. */
    static String key(Selected selected) {
        if (selected.key().length() > JsonObject.LONGEST_NAME) {
            throw new NotCompiled("PostgreSQL's names have at most " + JsonObject.LONGEST_NAME + " characters");
        }
        return selected.key();
    }

    /** The filter of a field below; null where it has none. */
    @Nullable
    @SuppressWarnings("unchecked") // a filter is an input object
    Map<String, Object> filter(Selected selected) {
        Object filter = selected.arguments().get("filter");
        if (filter != null) {
            filters.add(filter);
        }
        return (Map<String, Object>) filter;
    }

    /** How many entries of a field below are read at most. */
    int first(Selected selected) {
        Object first = selected.arguments().get("first");
        return first == null ? mostRows : PageRequest.of((Integer) first, null).first();
    }

    static CompiledRead checked(CompiledRead read) {
        if (read.statement().length() > LONGEST) {
            throw new NotCompiled("the statement has more than " + LONGEST + " characters");
        }
        return read;
    }
}
