package io.muster.graphql;

import io.muster.inventory.ResourceFilter;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;

@RegisterForReflection
@Name("TagFilter")
@Description("The tag is there and, if values are given, has one of them.")
public class TagFilterInput {

    @NonNull
    @Description("The tag's key.")
    public String key;

    @Description("Values of which it has one; any value without it.")
    public List<@NonNull String> values;

    /** Null for null. */
    static List<ResourceFilter.Tag> toTags(List<TagFilterInput> inputs) {
        return inputs == null
                ? null
                : inputs.stream().map(TagFilterInput::toTag).toList();
    }

    ResourceFilter.Tag toTag() {
        return new ResourceFilter.Tag(key, values);
    }
}
