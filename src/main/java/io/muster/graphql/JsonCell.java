package io.muster.graphql;

import io.muster.inventory.query.Columns;
import io.muster.inventory.query.Sql;

/**
 * A value of an answer. In rows that Java reads, it is written from their columns, for PostgreSQL takes longer to build JSON than to
 * find the values; in rows that PostgreSQL gathers, it is JSON that PostgreSQL builds.
 */
interface JsonCell {

    /** The value as an SQL expression, of a type that PostgreSQL has a JSON form for. */
    Sql json();

    /** Adds the columns that it is written from. */
    Form form(RowColumns columns);

    /** Writes a value from the columns of a row. */
    interface Form {
        void write(StringBuilder json, Columns row);
    }
}
