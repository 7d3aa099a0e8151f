package io.muster.graphql;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import graphql.schema.DataFetchingEnvironment;
import io.muster.finding.FindingFilter;
import io.muster.finding.FindingReads;
import io.muster.graphql.endpoint.CallContext;
import io.muster.inventory.ContentHash;
import io.muster.inventory.Documents;
import io.muster.inventory.OrganizationFilter;
import io.muster.inventory.ResourceFilter;
import io.muster.inventory.query.PageRequest;
import io.muster.platform.AccountScope;
import io.muster.platform.Texts;
import io.smallrye.graphql.api.Context;
import jakarta.annotation.Nullable;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the arguments of a field, as graphql-java has checked them against the schema. */
record Arguments(DataFetchingEnvironment environment, RuleBook rules) {

    /** Unlike in documents, absent values stay null: an empty list has another meaning. */
    private static final ObjectMapper INPUTS = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** The accounts that the caller may see. */
    AccountScope accounts() {
        return CallContext.accounts(environment);
    }

    PageRequest page() {
        return PageRequest.of(environment.getArgument("first"), environment.getArgument("after"));
    }

    /** How many entries at most; null for all. */
    @Nullable
    Integer first() {
        Integer first = environment.getArgument("first");
        return first == null ? null : PageRequest.of(first, null).first();
    }

    @Nullable
    Instant at() {
        return instant(environment.getArgument("at"));
    }

    /** Stands for the list that the field pages through: all arguments but those that say which page. */
    String list() {
        return list(environment);
    }

    static String list(Context context) {
        return list(context.unwrap(DataFetchingEnvironment.class));
    }

    private static String list(DataFetchingEnvironment environment) {
        Map<String, Object> arguments = new HashMap<>(environment.getArguments());
        arguments.keySet().removeAll(List.of("first", "after", "orderBy"));
        ContentHash hash = ContentHash.ofText(environment.getFieldDefinition().getName() + Documents.write(arguments));
        return Long.toUnsignedString(hash.high(), Character.MAX_RADIX);
    }

    /** The name of the field in {@code orderBy}; null for the usual order. */
    @Nullable
    String orderField() {
        Map<String, Object> order = environment.getArgument("orderBy");
        return order == null ? null : (String) order.get("field");
    }

    boolean descending() {
        Map<String, Object> order = environment.getArgument("orderBy");
        return order != null && "DESC".equals(order.get("direction"));
    }

    /** The accounts that the filter names; null where it names none. */
    @Nullable
    List<String> accountIds() {
        Map<String, Object> filter = environment.getArgument("filter");
        return filter == null ? null : INPUTS.convertValue(filter, CommonFilter.class).accountIds;
    }

    FindingFilter findingFilter() {
        return findingFilter(environment.getArgument("filter"));
    }

    /** @param filter as it came in; null for all */
    FindingFilter findingFilter(@Nullable Object filter) {
        return filter == null
                ? FindingFilter.none()
                : FindingFilterInput.toFilter(INPUTS.convertValue(filter, FindingFilterInput.class), rules);
    }

    ResourceFilter resourceFilter() {
        return resourceFilter(PointInTime.NOW);
    }

    /** @param point the instant that the filter is asked for */
    ResourceFilter resourceFilter(PointInTime point) {
        return resourceFilter(environment.getArgument("filter"), point);
    }

    /** @param filter as it came in; null for all */
    ResourceFilter resourceFilter(@Nullable Map<String, Object> filter, PointInTime point) {
        if (filter == null) {
            return ResourceFilter.none();
        }
        CommonFilter common = INPUTS.convertValue(filter, CommonFilter.class);
        Object withFindings = filter.get("withFindings");
        return new ResourceFilter(
                common.ids,
                common.resourceIds,
                common.kinds,
                common.accountIds,
                common.regions,
                common.tags,
                Texts.searched("filter.search", common.search),
                common.ipAddress,
                common.changedAfter,
                withFindings == null
                        ? null
                        : FindingReads.arns(accounts(), findingFilter(withFindings), point.ofLinks()),
                Boolean.TRUE.equals(common.includeDeleted),
                filter,
                OrganizationFilter.of(common.ouPaths, common.accountTags));
    }

    @Nullable
    private static Instant instant(@Nullable String text) {
        return text == null ? null : Instant.parse(text);
    }
}
