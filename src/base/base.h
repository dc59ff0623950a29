/*
 * base - what every room stands on: memory with a lifetime, slices of text, errors, files, time.
 *
 * Nothing here knows what a library is. Nothing here prints or exits, but for one case:
 * out of memory ends the process (its supervisor starts another), so no caller tests for NULL.
 *
 * This header is the room's table of contents; the sections stand in headers of their own.
 */
#ifndef KERUEN_BASE_H
#define KERUEN_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MUST_USE               __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, args) __attribute__((format(printf, fmt, args)))
#define COUNT_OF(a)            (sizeof(a) / sizeof((a)[0]))

#include "base/str.h"    /* struct str: a borrowed slice of bytes */
#include "base/arena.h"  /* struct arena: memory that goes back all at once */
#include "base/buf.h"    /* struct buf: text that grows to a stated cap */
#include "base/err.h"    /* struct ctx and struct err: who works, and what went wrong */
#include "base/file.h"   /* files, folders, durable writing */
#include "base/window.h" /* a part of a file, moved over it */
#include "base/xml.h"    /* the marks of XML in a text */
#include "base/proc.h"   /* child processes and messages between processes */
#include "base/when.h"   /* time as the standards write it */
#include "base/log.h"    /* one line an event */
#include "base/net.h"    /* addresses and networks, as text */

#endif
