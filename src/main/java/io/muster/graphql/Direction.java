package io.muster.graphql;

import org.eclipse.microprofile.graphql.Description;

@Description("Which way a list is ordered.")
public enum Direction {
    @Description("The smallest first.")
    ASC,
    @Description("The largest first.")
    DESC
}
