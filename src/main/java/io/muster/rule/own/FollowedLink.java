package io.muster.rule.own;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import io.muster.estate.Estate;
import io.muster.inventory.KindModel;
import io.muster.inventory.LinkTarget;
import io.muster.inventory.RelatedField;
import io.muster.inventory.Resource;
import io.muster.inventory.kind.Relation;
import io.muster.inventory.kind.ResourceKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** A field that leads from a resource to others over one link, as it points or against it. */
record FollowedLink(String name, ResourceKind to, Relation relation, boolean incoming, boolean many) {

    /** The links of a kind; a field that leads over several links is reached step by step. */
    static Stream<FollowedLink> of(KindModel kind) {
        return kind.related().stream().filter(field -> field.path().size() == 1).map(FollowedLink::of);
    }

    private static FollowedLink of(RelatedField field) {
        RelatedField.Step step = field.path().get(0);
        return new FollowedLink(field.name(), field.to(), step.relation(), step.incoming(), field.many());
    }

    CelType type(CelType element) {
        return many ? ListType.create(element) : element;
    }

    /**
     * The resources at its end that the estate holds.
     *
     * @throws io.muster.estate.NotRead if one of them was not read, or one more might be among those that were not
     */
    List<Resource<?>> follow(Resource<?> from, Estate estate) {
        return incoming ? Incoming.of(estate).to(from.arn(), to, relation, estate) : targets(from, estate);
    }

    private List<Resource<?>> targets(Resource<?> from, Estate estate) {
        List<Resource<?>> found = new ArrayList<>();
        for (LinkTarget link : KindModel.links(from)) {
            if (link.relation() == relation) {
                Optional<? extends Resource<?>> target =
                        estate.findArn(KindModel.of(to).type(), link.targetArn());
                target.ifPresent(found::add);
            }
        }
        return found;
    }

    /** The links of an estate by their targets, worked out once for each kind and relation that is asked for. */
    private static final class Incoming {

        private record Sources(ResourceKind kind, Relation relation) {}

        private final Map<Sources, Map<String, List<Resource<?>>>> byTarget = new ConcurrentHashMap<>();

        static Incoming of(Estate estate) {
            return estate.view(Incoming.class, any -> new Incoming());
        }

        List<Resource<?>> to(String arn, ResourceKind kind, Relation relation, Estate estate) {
            return byTarget.computeIfAbsent(new Sources(kind, relation), sources -> index(sources, estate))
                    .getOrDefault(arn, List.of());
        }

        private static Map<String, List<Resource<?>>> index(Sources sources, Estate estate) {
            Map<String, List<Resource<?>>> index = new HashMap<>();
            for (Resource<?> source : estate.all(sources.kind)) {
                for (LinkTarget link : KindModel.links(source)) {
                    if (link.relation() == sources.relation) {
                        index.computeIfAbsent(link.targetArn(), any -> new ArrayList<>())
                                .add(source);
                    }
                }
            }
            return index;
        }
    }
}
