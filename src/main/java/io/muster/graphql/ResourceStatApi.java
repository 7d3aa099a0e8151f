package io.muster.graphql;

import io.muster.graphql.ResourceStatType.ResourceStatValue;
import io.muster.platform.MusterException;
import io.muster.platform.Nearest;
import io.smallrye.common.annotation.NonBlocking;
import java.util.List;
import org.eclipse.microprofile.graphql.Description;
import org.eclipse.microprofile.graphql.GraphQLApi;
import org.eclipse.microprofile.graphql.Name;
import org.eclipse.microprofile.graphql.NonNull;
import org.eclipse.microprofile.graphql.Source;

@GraphQLApi
@NonBlocking
public class ResourceStatApi {

    @Description(
            "The value of one of the facts: with an alias a column of its own, as `owner: value(of: \"tag:owner\")`.")
    public Json value(@Source ResourceStatType stat, @Name("of") @NonNull @Description("One of `by`.") String of) {
        List<String> by = stat.values().stream().map(ResourceStatValue::name).toList();
        if (!by.contains(of)) {
            throw MusterException.badField("of", of + " is not counted by" + Nearest.suggestion(of, by));
        }
        return stat.values().get(by.indexOf(of)).value();
    }
}
