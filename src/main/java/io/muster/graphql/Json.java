package io.muster.graphql;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.inventory.Documents;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.graphql.api.CustomScalar;
import io.smallrye.graphql.api.CustomStringScalar;
import jakarta.annotation.Nullable;
import org.eclipse.microprofile.graphql.Description;

/**
 * A JSON value in an annotated type. SmallRye knows a scalar of this name for {@code jakarta.json} alone, while documents
 * are Jackson's trees. {@link Scalars#JSON} serialises it.
 */
@RegisterForReflection
@CustomScalar("JSON")
@Description("A JSON value of no fixed shape.")
public final class Json implements CustomStringScalar {

    private final JsonNode tree;

    /** SmallRye asks for this constructor. The API has no argument of this type. */
    public Json(String text) {
        this(Documents.tree(text));
    }

    private Json(JsonNode tree) {
        this.tree = tree;
    }

    @Nullable
    static Json of(@Nullable JsonNode tree) {
        return tree == null || tree.isNull() ? null : new Json(tree);
    }

    JsonNode tree() {
        return tree;
    }

    @Override
    public String stringValueForSerialization() {
        return tree.toString();
    }
}
