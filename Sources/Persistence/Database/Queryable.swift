public import Postgres

/// What statements run on: the database or a transaction; lets a helper name it without importing Postgres.
public typealias Queryable = PostgresQueryable
