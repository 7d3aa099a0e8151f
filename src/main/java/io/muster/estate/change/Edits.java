package io.muster.estate.change;

import io.muster.estate.Estate;
import io.muster.estate.NotRead;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Kind;
import io.muster.inventory.kind.ResourceKind;
import io.muster.inventory.kind.Scope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Makes proposed changes of an estate. The estate itself stays as it is. */
public final class Edits {

    private final Estate estate;
    private final Map<String, Resource<?>> before = new HashMap<>();
    private final Map<String, Resource<?>> put = new LinkedHashMap<>();
    private final Set<String> gone = new LinkedHashSet<>();
    private final Map<ResourceKind, Set<String>> unread = new EnumMap<>(ResourceKind.class);
    private final Set<ResourceKind> kinds = EnumSet.noneOf(ResourceKind.class);
    private Set<String> touched = new LinkedHashSet<>();

    /** @param estate loaded with the kinds of the changes */
    public Edits(Estate estate) {
        this.estate = estate;
    }

    /** Makes a change, and returns the ARNs of the resources that it changed. */
    public Set<String> make(Change change) {
        touched = new LinkedHashSet<>();
        change.make(this);
        return touched;
    }

    /** The edits so far, which hold nothing else of the estate. */
    public Edited done() {
        return new Edited(Map.copyOf(before), List.copyOf(put.values()), Set.copyOf(gone), unread, Set.copyOf(kinds));
    }

    Scope scope() {
        return estate.scope();
    }

    /** Every resource of the kind as the changes so far have left it. */
    @SuppressWarnings("unchecked") // an ARN keeps its kind
    <T extends Record> List<Resource<T>> all(Class<T> type) {
        ResourceKind kind = kind(type);
        List<Resource<T>> all = new ArrayList<>();
        for (Resource<T> one : estate.stored(type)) {
            if (!gone.contains(one.arn()) && !put.containsKey(one.arn())) {
                all.add(one);
            }
        }
        put.values().stream().filter(one -> one.kind() == kind).forEach(one -> all.add((Resource<T>) one));
        return all;
    }

    /** The resource that has the short id, the ARN, or (IAM) the name. */
    <T extends Record> Optional<Resource<T>> find(Class<T> type, String id) {
        return all(type).stream().filter(one -> names(one, id)).findFirst();
    }

    private static boolean names(Resource<?> resource, String id) {
        return resource.resourceId().equals(id)
                || resource.arn().equals(id)
                || (resource.kind().global() && lastName(resource.arn()).equals(id));
    }

    /** The short id, of which the text may be the ARN. */
    static String shortId(String id) {
        return id.startsWith("arn:") ? lastName(id) : id;
    }

    static String lastName(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /**
     * The resource of the name, of which there must be exactly one.
     *
     * @param field the part of the change that names it
     * @throws NotRead where the listing of the kind is not complete, so that there may be one
     */
    <T extends Record> Resource<T> one(Class<T> type, String field, String id) {
        return find(type, id).orElseThrow(() -> absent(type, field, id));
    }

    private <T extends Record> RuntimeException absent(Class<T> type, String field, String id) {
        ResourceKind kind = kind(type);
        if (!estate.lists(kind)) {
            return new NotRead(estate.missing(kind));
        }
        String where = kind.global() ? scope().accountId() : scope().region();
        List<Resource<T>> all = all(type);
        // of policies, the inventory has those that roles use
        String among = kind == ResourceKind.POLICY
                ? " policies that roles of " + where + " use"
                : " resources of kind " + kind + " in " + where;
        return Refused.notListed(
                field,
                id,
                all.size() + among,
                all.stream()
                        .flatMap(one -> names(one, id.startsWith("arn:")))
                        .distinct()
                        .toList());
    }

    private static Stream<String> names(Resource<?> resource, boolean arns) {
        if (arns) {
            return Stream.of(resource.arn());
        }
        return resource.kind().global()
                ? Stream.of(resource.resourceId(), lastName(resource.arn()))
                : Stream.of(resource.resourceId());
    }

    /** Puts other attributes in the place of a resource's. */
    <T extends Record> void change(Resource<T> resource, UnaryOperator<T> to) {
        put(resource.with(to.apply(resource.attributes())));
    }

    /** Puts the resource in the place of that with its ARN, or adds it. */
    void put(Resource<?> resource) {
        note(resource);
        gone.remove(resource.arn());
        put.put(resource.arn(), resource);
    }

    void remove(Resource<?> resource) {
        note(resource);
        put.remove(resource.arn());
        gone.add(resource.arn());
    }

    /** Marks the content of a resource as unknown until the change is made in AWS. */
    void forget(Resource<?> resource) {
        note(resource);
        unread.computeIfAbsent(resource.kind(), kind -> new LinkedHashSet<>()).add(resource.arn());
    }

    /** The failure of a change that rests on resources that Muster could not read. */
    NotRead unknown(ResourceKind kind) {
        return new NotRead(estate.lists(kind) ? kind + " in " + scope().region() : estate.missing(kind));
    }

    private void note(Resource<?> resource) {
        String arn = resource.arn();
        kinds.add(resource.kind());
        touched.add(arn);
        if (!put.containsKey(arn) && !gone.contains(arn)) {
            estate.storedArn(resource.attributes().getClass(), arn).ifPresent(known -> before.putIfAbsent(arn, known));
        }
    }

    private static ResourceKind kind(Class<? extends Record> type) {
        return type.getAnnotation(Kind.class).value();
    }
}
