package io.muster.demo;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.OperatorResponse;

/**
 * How a caller picks among the resources of one type.
 *
 * @param listing     what is listed to the caller
 * @param wanted      which ones of them the call's further parameters ask for
 * @param idParameter the list of ids that the caller may name, for example {@code VpcId}
 * @param notFound    AWS's error code for an id that does not exist
 */
record Selection<T>(
        Function<Call, Listing<T>> listing, Function<Call, Predicate<T>> wanted, String idParameter, String notFound) {

    /** One without further parameters. */
    static <T> Selection<T> of(DemoCloud cloud, Class<T> type, String idParameter, String notFound) {
        return new Selection<>(call -> cloud.listings(call).of(type), call -> resource -> true, idParameter, notFound);
    }

    /**
     * One whose resources are left out while their operator hides them, unless the call asks for managed ones: EC2's way
     * since April 2026.
     */
    static <T> Selection<T> unlessHidden(
            DemoCloud cloud,
            Class<T> type,
            Function<T, OperatorResponse> operator,
            String idParameter,
            String notFound) {
        return new Selection<>(
                call -> cloud.listings(call).of(type),
                call -> call.parameters().flag("IncludeManagedResources")
                        ? resource -> true
                        : resource -> !hidden(operator.apply(resource)),
                idParameter,
                notFound);
    }

    private static boolean hidden(OperatorResponse operator) {
        return operator != null && Boolean.TRUE.equals(operator.hiddenByDefault());
    }

    /** The page that the call asks for; where it names ids, just those, at once. */
    Listing.Page<T> page(Call call, int limit) {
        refuseFilters(call);
        Set<String> ids = Set.copyOf(call.parameters().list(idParameter));
        return ids.isEmpty()
                ? listing.apply(call).page(Pages.start(call), limit, wanted.apply(call))
                : named(call, ids);
    }

    private Listing.Page<T> named(Call call, Set<String> ids) {
        Listing<T> all = listing.apply(call);
        List<Listing.Numbered<T>> found =
                ids.stream().map(all::numbered).flatMap(Optional::stream).toList();
        if (found.size() < ids.size()) {
            throw new DemoError(400, notFound, "One of these does not exist: " + String.join(", ", ids));
        }
        Predicate<T> asked = wanted.apply(call);
        return new Listing.Page<>(
                found.stream().filter(one -> asked.test(one.resource())).toList(), OptionalInt.empty());
    }

    /** An answer that left a filter out would be wrong without a sign. */
    private static void refuseFilters(Call call) {
        call.parameters().find("Filter.1.Name").ifPresent(name -> {
            throw DemoError.invalidParameter("The demo cloud does not know the filter '" + name + "'");
        });
    }
}
