package io.muster.graphql;

import io.muster.inventory.query.Columns;
import io.muster.inventory.query.Sql;
import jakarta.annotation.Nullable;
import java.util.List;

/** A statement that answers a root field. */
record CompiledRead(Sql statement, Text text) {

    /** Makes JSON of the statement's rows. */
    interface Text {

        /** Null where more rows belong to the page than may. */
        @Nullable
        String of(List<Columns> rows);
    }
}
