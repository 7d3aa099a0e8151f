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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** @param errors what has gone wrong so far: the entry's missing values among it */
    static EntryLeftOut of(ExecutionStrategyParameters entry, List<GraphQLError> errors) {
        List<Object> path = entry.getPath().toList();
        String missing = errors.stream()
                .filter(error -> missesValue(error) && within(error.getPath(), path))
                .map(error -> fields(error.getPath(), path.size()))
                .distinct()
                .collect(Collectors.joining(", "));
        return new EntryLeftOut(
                "The list is without " + name(entry) + ", which lacks what is never null: " + missing,
                path.subList(0, path.size() - 1),
                path,
                entry.getField().getSingleField().getSourceLocation());
    }

    /** Whether the other error says the same of a field. */
    boolean covers(GraphQLError other) {
        return missesValue(other) && within(other.getPath(), entry);
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
