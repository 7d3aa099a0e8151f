package io.muster.graphql.endpoint;

import graphql.schema.DataFetchingEnvironment;
import io.muster.platform.AccountScope;
import io.muster.platform.Caller;
import io.smallrye.graphql.api.Context;
import java.util.Map;

/** Carries the caller through the execution of a document, whose fields are fetched on any thread. */
public final class CallContext {

    private static final String CALLER = "muster.caller";

    private CallContext() {}

    static void put(Map<String, Object> context, Caller caller) {
        context.put(CALLER, caller);
    }

    /** The caller of the document. */
    public static Caller caller(DataFetchingEnvironment environment) {
        return environment.getGraphQlContext().get(CALLER);
    }

    static Caller caller(Map<String, Object> context) {
        return (Caller) context.get(CALLER);
    }

    /** The accounts that the caller may see. */
    public static AccountScope accounts(DataFetchingEnvironment environment) {
        return caller(environment).accounts();
    }

    public static AccountScope accounts(Context context) {
        return accounts(context.unwrap(DataFetchingEnvironment.class));
    }
}
