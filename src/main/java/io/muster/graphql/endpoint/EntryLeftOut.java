package io.muster.graphql.endpoint;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.GraphQLError;
import graphql.execution.ExecutionStrategyParameters;
import graphql.language.SourceLocation;
import io.muster.inventory.ResourceRow;
import io.muster.inventory.query.Page;
import io.muster.platform.ErrorCode;
import jakarta.annotation.Nullable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An entry of a list that is not served, since it lacks a value that its type promises.
 *
 * @param list  where the list is in the answer
 * @param entry where the entry would have been; places of the entries behind it have moved up
 */
record EntryLeftOut(
        String message,
        List<Object> list,
        List<Object> entry,
        @Nullable SourceLocation location) implements GraphQLError {

    private static final int LOOKED_AT = 64;

    /**
     * The error of an entry that cannot be served; empty where it does not lack a value, but one could not be fetched.
     *
     * @param errors the errors so far
     */
    static Optional<EntryLeftOut> of(ExecutionStrategyParameters entry, List<GraphQLError> errors) {
        List<Object> path = entry.getPath().toList();
        Set<String> missing = missing(path, errors);
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of(new EntryLeftOut(
                        "The list is without " + name(entry) + ", which lacks a value that is never null: "
                                + String.join(", ", missing),
                        path.subList(0, path.size() - 1),
                        path,
                        entry.getField().getSingleField().getSourceLocation()));
    }

    /** The fields of the entry that lack a value. Their errors are the latest, so that no more than a few are looked at. */
    private static Set<String> missing(List<Object> entry, List<GraphQLError> errors) {
        Set<String> found = new LinkedHashSet<>();
        int looked = 0;
        for (int i = errors.size() - 1; i >= 0 && looked < LOOKED_AT; i--) {
            GraphQLError error = errors.get(i);
            if (missesValue(error) && within(error.getPath(), entry)) {
                found.add(fields(error.getPath(), entry.size()));
            }
            looked += found.isEmpty() ? 0 : 1;
        }
        return found;
    }

    /** The errors without those of fields whose entry is left out: its own error says the same. */
    static List<GraphQLError> withoutRepeats(List<GraphQLError> errors) {
        Set<List<Object>> leftOut = errors.stream()
                .filter(EntryLeftOut.class::isInstance)
                .map(error -> ((EntryLeftOut) error).entry())
                .collect(Collectors.toSet());
        return errors.stream()
                .filter(error -> !missesValue(error) || !isPartOfAny(leftOut, error.getPath()))
                .toList();
    }

    private static boolean isPartOfAny(Set<List<Object>> entries, List<Object> path) {
        return IntStream.rangeClosed(1, path.size()).anyMatch(length -> entries.contains(path.subList(0, length)));
    }

    /** Whether it is graphql-java's error of a field that lacks the value that its type promises. */
    static boolean missesValue(GraphQLError error) {
        return error.getErrorType() == ErrorType.NullValueInNonNullableField && error.getPath() != null;
    }

    private static boolean within(List<Object> path, List<Object> entry) {
        return path.size() >= entry.size() && path.subList(0, entry.size()).equals(entry);
    }

    private static String fields(List<Object> path, int from) {
        return path.stream().skip(from).map(Object::toString).collect(Collectors.joining("."));
    }

    /** The resource that the entry is, or that it is a part of. */
    private static String name(ExecutionStrategyParameters entry) {
        for (ExecutionStrategyParameters at = entry; at != null; at = at.getParent()) {
            Object value = at.getSource() instanceof Page.Entry<?> edge ? edge.node() : at.getSource();
            if (value instanceof ResourceRow row) {
                return (at.getSource() == entry.getSource() ? "" : "an entry of ") + row.arn();
            }
        }
        return "an entry";
    }

    @Override
    public String getMessage() {
        return message;
    }

    @Override
    public List<SourceLocation> getLocations() {
        return location == null ? List.of() : List.of(location);
    }

    @Override
    public ErrorClassification getErrorType() {
        return ErrorClassification.errorClassification(ErrorCode.INTERNAL.name());
    }

    @Override
    public List<Object> getPath() {
        return list;
    }

    @Override
    public Map<String, Object> getExtensions() {
        return ErrorCodes.extensions(ErrorCode.INTERNAL);
    }
}
