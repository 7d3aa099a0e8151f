package io.muster.graphql;

import graphql.schema.DataFetchingEnvironment;
import io.muster.graphql.endpoint.CallContext;
import io.muster.platform.AccountScope;
import io.muster.scan.KnownNames;
import io.muster.scan.KnownNames.Named;
import io.smallrye.graphql.api.Context;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Nullable;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Refuses filters that name unknown objects. A field of one name has values of one meaning in every filter. */
@ApplicationScoped
class FilterNames {

    private static final String FILTER = "filter";
    private static final String FRAMEWORK = "framework";
    private static final String CONTROL = "control";

    private static final Map<String, KnownNames.Type> TYPES = Map.of(
            "accountIds",
            KnownNames.Type.ACCOUNT,
            "ouPaths",
            KnownNames.Type.UNIT,
            "regions",
            KnownNames.Type.REGION,
            "kinds",
            KnownNames.Type.KIND,
            "resourceKinds",
            KnownNames.Type.KIND,
            "ruleIds",
            KnownNames.Type.RULE,
            FRAMEWORK,
            KnownNames.Type.FRAMEWORK,
            CONTROL,
            KnownNames.Type.CONTROL);

    private final KnownNames known;

    FilterNames(KnownNames known) {
        this.known = known;
    }

    /** Checks the field's filter; fails as a bad request. */
    Uni<Void> check(Arguments arguments) {
        return check(arguments.environment());
    }

    Uni<Void> check(Context context) {
        return check(context.unwrap(DataFetchingEnvironment.class));
    }

    private Uni<Void> check(DataFetchingEnvironment environment) {
        Object filter = environment.getArgument(FILTER);
        return check(CallContext.accounts(environment), filter == null ? List.of() : List.of(filter));
    }

    /** Checks filters; fails as a bad request. */
    Uni<Void> check(AccountScope accounts, Collection<Object> filters) {
        List<Named> names = new ArrayList<>();
        filters.forEach(filter -> collect(FILTER, filter, null, names));
        return names.isEmpty() ? Uni.createFrom().voidItem() : known.check(accounts, names);
    }

    private static void collect(
            String field, @Nullable Object value, @Nullable KnownNames.Type type, List<Named> names) {
        if (value instanceof Map<?, ?> filter) {
            filter.forEach((name, part) -> collect(field + "." + name, part, TYPES.get(name.toString()), names));
            if (filter.get(FRAMEWORK) != null && filter.get(CONTROL) != null) {
                names.add(new Named(
                        KnownNames.Type.CONTROL_OF_FRAMEWORK,
                        field + "." + CONTROL,
                        filter.get(FRAMEWORK) + " " + filter.get(CONTROL)));
            }
        } else if (value instanceof List<?> entries) {
            for (int i = 0; i < entries.size(); i++) {
                collect(field + "[" + i + "]", entries.get(i), type, names);
            }
        } else if (type != null && value != null) {
            names.add(new Named(type, field, value.toString()));
        }
    }
}
